-- equity_since: the way from one earlier build by month end and entry, summed over the chosen cells; whole cents.
select
    closed_on, entry,
    cast(sum(customers) as bigint)    as customers,
    cast(sum(amount) * 100 as bigint) as cents
from equity_earlier
where build_id = $build_id
    and line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by closed_on, entry
order by closed_on, entry
