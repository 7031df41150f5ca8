-- equity_by_dimension: the statement of a span by the values of one dimension; opening of the first month end, closing of the last.
with chosen as (
    select
        closed_on, entry, customers, amount,
        case $dimension
            when 'first_channel' then first_channel when 'first_region' then first_region
            when 'first_category' then first_category else cast(cohort_year as varchar)
        end as value
    from equity_statement
    where line = $line
        and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
        and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
        and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
        and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
        and closed_on >= cast($first_close as date)
        and closed_on <= cast($last_close as date)
)
select
    value,
    cast(coalesce(sum(amount) filter (where entry = 'opening' and closed_on = cast($first_close as date)), 0) as double) as opening,
    cast(coalesce(sum(amount) filter (where entry = 'acquired'), 0) as double)                      as acquired,
    cast(coalesce(sum(amount) filter (where entry = 'won_back'), 0) as double)                      as won_back,
    cast(coalesce(sum(amount) filter (where entry = 'lost'), 0) as double)                          as lost,
    cast(coalesce(sum(amount) filter (where entry in ('grown', 'shrunk')), 0) as double)            as stayed,
    cast(coalesce(sum(amount) filter (where entry in ('unwinding', 'released', 'entering')), 0) as double) as expected,
    cast(coalesce(sum(amount) filter (where entry = 'closing' and closed_on = cast($last_close as date)), 0) as double) as closing
from chosen
group by value
order by closing desc, value
