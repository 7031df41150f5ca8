-- channel_cells: customers of the twelve months to as_of by first channel, channels used and purchase days.
select
    first_channel, channels, channel_count, purchase_days_class,
    sum(customers)                  as customers,
    sum(purchase_days)              as purchase_days,
    cast(sum(revenue) as double)    as revenue,
    cast(sum(margin) as double)     as margin,
    sum(margin_square)              as margin_square
from channel_mix
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
group by first_channel, channels, channel_count, purchase_days_class
order by first_channel, channels, purchase_days_class
