-- customer_state: one row per customer as known at the end of as_of, before any model. Purchase days of one day are one event.
with purchase as (
    select
        customer_key,
        min(ordered_on)  as first_on,
        max(ordered_on)  as last_on,
        count(*)         as purchase_days
    from customer_day where is_purchase_day
    group by customer_key
),
money as (
    select
        d.customer_key,
        sum(case when d.ordered_on > p.first_on then d.margin else 0 end) as later_value
    from customer_day as d join purchase as p on p.customer_key = d.customer_key
    group by d.customer_key
),
total as (
    select
        customer_key,
        sum(revenue) as revenue,
        sum(margin)  as margin
    from customer_month group by customer_key
),
recent as (
    select customer_key, sum(margin) as past_12m_value from (
        select customer_key, margin from customer_day
        where ordered_on > (select as_of from setting) - interval 12 month
        union all
        select customer_key, margin from contract_month
        where month > (select as_of from setting) - interval 12 month
    )
    group by customer_key
),
stay as (
    select
        customer_key,
        sum(case when lost_on is not null then 1 else 0 end) as losses,
        sum(case when lost_on is null then 1 else 0 end)     as running,
        max(coalesce(lost_on - 1, (select as_of from setting))) as last_in_base_on
    from spell where line = 'all' group by customer_key
),
contract as (
    select customer_key, min(started_on) as started_on from spell_contract group by customer_key
)
select
    c.customer_key,
    k.customer_id,
    s.name                                                 as customer_name,
    p.customer_key is not null                             as has_shop,
    n.customer_key is not null                             as has_contract,
    c.first_channel, c.first_region, c.first_category,
    cast(date_trunc('month', c.first_on) as date)          as cohort_month,
    c.cohort_year,
    c.cell_key,
    c.first_on,
    coalesce(p.last_on, t.last_in_base_on)                 as last_on,
    cast(coalesce(p.purchase_days, 0) as integer)          as purchase_days,
    cast(coalesce(p.purchase_days - 1, 0) as integer)      as frequency,
    cast(coalesce(date_diff('day', p.first_on, p.last_on), 0) as integer) as recency_days,
    cast(date_diff('day', coalesce(p.first_on, c.first_on), (select as_of from setting)) as integer) as age_days,
    cast(date_diff('day', coalesce(p.last_on, t.last_in_base_on), (select as_of from setting)) as integer) as last_gap_days,
    case when p.purchase_days > 1 then cast(m.later_value as double) / (p.purchase_days - 1) else 0 end as repeat_value,
    cast(coalesce(r.revenue, 0) as decimal(18, 4))         as revenue,
    cast(coalesce(r.margin, 0) as decimal(18, 4))          as margin,
    cast(coalesce(q.past_12m_value, 0) as decimal(18, 4))  as past_12m_value,
    t.running > 0                                          as in_base,
    cast(t.losses as integer)                              as losses
from customer_cell as c
join customer_key as k on k.customer_key = c.customer_key and k.is_kept
join stay as t on t.customer_key = c.customer_key
left join purchase as p on p.customer_key = c.customer_key
left join money as m on m.customer_key = c.customer_key
left join total as r on r.customer_key = c.customer_key
left join recent as q on q.customer_key = c.customer_key
left join contract as n on n.customer_key = c.customer_key
left join stg_customer as s on s.customer_key = c.customer_key
