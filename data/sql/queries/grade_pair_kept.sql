-- grade_pair_kept: customers by grade at two month ends of which customers are kept, under the filters.
-- rule: fifth, class, or amounts; amounts: lower bounds of the firm's own grades, the highest first, the last grade is below all.
with grade as (
    select snapshot_on, customer_key, past_12m_value,
        case $rule
            when 'fifth' then value_fifth
            when 'class' then value_class
            else chr(cast(65 + len(list_filter(cast($amounts as double[]), lambda bound: past_12m_value < bound)) as integer))
        end as grade
    from grade_snapshot
    where snapshot_on in (cast($opened_on as date), cast($closed_on as date))
),
before as (select * from grade where snapshot_on = cast($opened_on as date)),
after as (select * from grade where snapshot_on = cast($closed_on as date))
select
    coalesce(b.grade, case when c.first_on > cast($opened_on as date) then 'new' else 'out' end) as grade_before,
    coalesce(a.grade, 'out')                             as grade,
    count(*)                                             as customers,
    sum(cast(coalesce(b.past_12m_value, 0) as double))   as value_before,
    sum(cast(coalesce(a.past_12m_value, 0) as double))   as value
from before as b
full join after as a on a.customer_key = b.customer_key
join customer as c on c.customer_key = coalesce(a.customer_key, b.customer_key)
where coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
group by all
order by grade_before, grade
