-- year_value: customers by calendar year and bin of the year's value in each cell; Lorenz curves and deciles under filters.
select
    y.year_start,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(case when y.profit < 0 then -1 when y.margin < 0.01 then 0
              else least(greatest(floor(20 * log10(cast(y.margin as double)) + 0.000000001) + 41, 1), 240) end as integer) as value_bin,
    count(*)                                  as customers,
    cast(sum(y.purchase_days) as bigint)      as purchase_days,
    cast(sum(y.revenue) as decimal(38, 4))    as revenue,
    cast(sum(y.margin) as decimal(38, 4))     as margin,
    cast(sum(y.service_cost) as decimal(38, 4)) as service_cost,
    cast(sum(y.profit) as decimal(38, 4))     as profit
from customer_year as y
join cell as c on c.cell_key = y.cell_key
group by all
