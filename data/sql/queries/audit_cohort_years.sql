-- audit_cohort_years: what the customers acquired in a year did in each calendar year, summed over the chosen cells.
select
    cohort_year, year_start,
    sum(customers)                      as customers,
    sum(purchase_days)                  as purchase_days,
    cast(sum(revenue) as double)        as revenue,
    cast(sum(margin) as double)         as margin,
    cast(sum(service_cost) as double)   as service_cost,
    cast(sum(profit) as double)         as profit
from year_value
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by cohort_year, year_start
order by cohort_year, year_start
