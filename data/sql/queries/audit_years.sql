-- audit_years: customers by calendar year and bin of the year's margin, with the edges of the bin, summed over the chosen cells.
select
    y.year_start,
    y.value_bin,
    case when y.value_bin = 0 then 0.0 else b.low end as low,
    b.high,
    sum(y.customers)                    as customers,
    sum(y.purchase_days)                as purchase_days,
    cast(sum(y.revenue) as double)      as revenue,
    cast(sum(y.margin) as double)       as margin,
    cast(sum(y.service_cost) as double) as service_cost,
    cast(sum(y.profit) as double)       as profit
from year_value as y
left join value_bin as b on b.value_bin = y.value_bin
where coalesce(list_contains(cast($first_channel as varchar[]), y.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), y.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), y.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), y.cohort_year), true)
group by y.year_start, y.value_bin, b.low, b.high
order by y.year_start, y.value_bin desc
