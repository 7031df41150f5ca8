-- grade_move: customers by grade at a month end and so many months before; "new": no customer yet, "out": not in the base.
-- Who is in the base at one of the two only is what the base of that month end has beyond those who are in it at both.
with gap_month as (
    select cast(gap_months as integer) as gap_months from (values (1), (3), (6), (12), (24), (36)) as g(gap_months)
),
span as (
    select min(number) as first_number, max(number) as last_number from month_number
),
base as (
    select
        m.number, m.fifth, m.class,
        cast(least(m.number - (year(c.first_on) * 12 + month(c.first_on)), 36) as integer) as months_known,
        count(*) as customers, sum(m.value) as value
    from grade_month as m
    join customer_cell as c on c.customer_key = m.customer_key
    group by m.number, m.fifth, m.class, least(m.number - (year(c.first_on) * 12 + month(c.first_on)), 36)
),
part as (
    select gap_months, number, fifth_before, class_before, fifth, class, customers, value_before, value from grade_pair
    union all  -- all who are there at the later end, less those who were there before
    select g.gap_months, b.number, case when b.months_known < g.gap_months then 'new' else 'out' end,
        case when b.months_known < g.gap_months then 'new' else 'out' end, b.fifth, b.class, b.customers, 0, b.value
    from base as b cross join gap_month as g cross join span as s
    where b.number - g.gap_months >= s.first_number
    union all
    select gap_months, number, 'out', 'out', fifth, class, -customers, 0, -value from grade_pair
    union all  -- all who are there at the earlier end, less those who still are
    select g.gap_months, b.number + g.gap_months, b.fifth, b.class, 'out', 'out', b.customers, b.value, 0
    from base as b cross join gap_month as g cross join span as s
    where b.number + g.gap_months <= s.last_number
    union all
    select gap_months, number, fifth_before, class_before, 'out', 'out', -customers, -value_before, 0 from grade_pair
),
rule as (
    select 'fifth' as rule, gap_months, number, fifth_before as grade_before, fifth as grade, customers, value_before, value from part
    union all
    select 'class', gap_months, number, class_before, class, customers, value_before, value from part
)
select
    r.rule,
    m.ends_on as closed_on,
    r.gap_months,
    r.grade_before,
    r.grade,
    cast(sum(r.customers) as bigint)            as customers,
    cast(sum(r.value_before) as decimal(18, 4)) as value_before,
    cast(sum(r.value) as decimal(18, 4))        as value
from rule as r
join month_number as m on m.number = r.number
group by r.rule, m.ends_on, r.gap_months, r.grade_before, r.grade
having sum(r.customers) > 0
order by rule, closed_on, gap_months, grade_before, grade
