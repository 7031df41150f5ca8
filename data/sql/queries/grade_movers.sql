-- grade_movers: who moved from one grade to another between two month ends of which customers are kept; the largest loss of
-- value first; a page of them, or all for rows = null. Rules as in grade_pair_kept.
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
after as (select * from grade where snapshot_on = cast($closed_on as date)),
moved as (
    select
        c.customer_key, c.customer_id, c.last_on, c.p_leave,
        coalesce(b.grade, case when c.first_on > cast($opened_on as date) then 'new' else 'out' end) as grade_before,
        coalesce(a.grade, 'out')                             as grade,
        cast(coalesce(b.past_12m_value, 0) as double)        as value_before,
        cast(coalesce(a.past_12m_value, 0) as double)        as value_after
    from before as b
    full join after as a on a.customer_key = b.customer_key
    join customer as c on c.customer_key = coalesce(a.customer_key, b.customer_key)
    where coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
        and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
        and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
        and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
)
select customer_key, customer_id, value_before, value_after, value_after - value_before as change, p_leave, last_on
from moved
where grade_before = $grade_before and grade = $grade
order by change, customer_key
limit cast($rows as bigint) offset cast($skip as bigint)
