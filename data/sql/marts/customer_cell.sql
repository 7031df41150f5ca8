-- customer_cell: each customer's cell of the fixed dimensions, after folding.
select
    t.customer_key,
    t.first_on,
    channel.value                                     as first_channel,
    region.value                                      as first_region,
    category.value                                    as first_category,
    cast(year(t.first_on) as integer)                 as cohort_year,
    cast(dense_rank() over (order by channel.value, region.value, category.value, year(t.first_on)) as integer) as cell_key
from first_touch as t
join dimension_fold as channel on channel.dimension = 'first_channel' and channel.delivered_value = t.channel
join dimension_fold as region on region.dimension = 'first_region' and region.delivered_value = t.region
join dimension_fold as category on category.dimension = 'first_category' and category.delivered_value = t.category
