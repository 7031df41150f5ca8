-- channel_mix: customers of the last twelve months by the channels they bought in and how often; like is compared with like.
with bought as (
    select customer_key, coalesce(channel, '(none)') as channel, count(distinct ordered_on) as days, sum(margin) as margin, sum(amount) as revenue
    from stg_transaction
    where is_purchase and ordered_on > (select as_of from setting) - interval 12 month
    group by customer_key, coalesce(channel, '(none)')
),
folded as (
    select b.customer_key, coalesce(f.value, '(other)') as channel, sum(b.days) as days, sum(b.margin) as margin, sum(b.revenue) as revenue
    from bought as b
    left join dimension_fold as f on f.dimension = 'first_channel' and f.delivered_value = b.channel
    group by b.customer_key, coalesce(f.value, '(other)')
),
mixed as (
    select customer_key, string_agg(channel, ' + ' order by channel) as channels, count(*) as channel_count,
        sum(days) as days, sum(margin) as margin, sum(revenue) as revenue
    from folded group by customer_key
)
select
    c.first_channel,
    m.channels,
    cast(m.channel_count as integer)            as channel_count,
    cast(least(m.days, 10) as integer)          as purchase_days_class,
    count(*)                                    as customers,
    cast(sum(m.days) as bigint)                 as purchase_days,
    cast(sum(m.revenue) as decimal(38, 4))      as revenue,
    cast(sum(m.margin) as decimal(38, 4))       as margin,
    sum(cast(m.margin as double) * cast(m.margin as double)) as margin_square
from mixed as m
join customer_cell as c on c.customer_key = m.customer_key
group by c.first_channel, m.channels, m.channel_count, least(m.days, 10)
