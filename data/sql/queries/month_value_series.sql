-- month_value_series: base, its expected value and its value at risk at the last month ends, summed over the chosen cells.
select
    snapshot_on,
    sum(customers)     as customers,
    sum(value_36m)     as value_36m,
    sum(value_at_risk) as value_at_risk
from month_value
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by snapshot_on
order by snapshot_on
