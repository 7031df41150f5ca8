-- grade_move: customers by grade at a month end and so many months before; "new": no customer yet, "out": not in the base.
with named as (
    select
        p.gap_months, p.number,
        case when c.first_on > b.ends_on then 'new' else 'out' end as absent_before,
        p.fifth_before, p.class_before, p.fifth, p.class,
        coalesce(p.value_before, 0) as value_before,
        coalesce(p.value, 0)        as value
    from grade_pair as p
    join customer_cell as c on c.customer_key = p.customer_key
    join month_number as b on b.number = p.number - p.gap_months
),
rule as (
    select 'fifth' as rule, gap_months, number, coalesce(fifth_before, absent_before) as grade_before,
        coalesce(fifth, 'out') as grade, value_before, value
    from named
    union all
    select 'class', gap_months, number, coalesce(class_before, absent_before), coalesce(class, 'out'), value_before, value
    from named
)
select
    r.rule,
    m.ends_on as closed_on,
    r.gap_months,
    r.grade_before,
    r.grade,
    count(*)                                    as customers,
    cast(sum(r.value_before) as decimal(18, 4)) as value_before,
    cast(sum(r.value) as decimal(18, 4))        as value
from rule as r
join month_number as m on m.number = r.number
group by all
order by rule, closed_on, gap_months, grade_before, grade
