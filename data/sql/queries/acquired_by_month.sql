-- acquired_by_month: customers acquired in each observed month, none where none were, and their first day's margin.
with came as (
    select month, sum(acquired) as acquired, sum(acquired_by_contract) as by_contract, sum(first_margin) as first_margin
    from acquired_value
    where line = $line
        and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
        and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
        and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
        and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    group by month
)
select
    p.period_start                                  as month,
    p.is_incomplete,
    p.is_burn_in,
    coalesce(c.acquired, 0)                         as acquired,
    coalesce(c.by_contract, 0)                      as by_contract,
    cast(coalesce(c.first_margin, 0) as double)     as first_margin
from period as p
left join came as c on c.month = p.period_start
where p.grain = 'month'
order by p.period_start
