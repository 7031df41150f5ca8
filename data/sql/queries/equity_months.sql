-- equity_months: the equity statement by month end and entry, summed over the chosen cells; whole cents, so that it stays exact.
select
    closed_on, entry,
    cast(sum(customers) as bigint)    as customers,
    cast(sum(amount) * 100 as bigint) as cents
from equity_statement
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and closed_on >= coalesce(cast($period_from as date), date '0001-01-01')
    and date_trunc('month', closed_on) <= coalesce(cast($period_to as date), date '9999-12-31')
group by closed_on, entry
order by closed_on, entry
