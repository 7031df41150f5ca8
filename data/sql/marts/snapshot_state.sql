-- snapshot_state: each customer's (x, t_x, T) and mean repeat value at the snapshot days, from what was known then.
-- A purchase day stands for all snapshot days from it to the day before the next one.
with running as (
    select
        g.customer_key,
        g.ordered_on,
        coalesce(g.next_on, date '9999-12-31')                                                    as next_on,
        min(g.ordered_on) over (partition by g.customer_key)                                      as first_on,
        row_number() over (partition by g.customer_key order by g.ordered_on) - 1                 as frequency
    from gap as g
    where g.ordered_on >= date '1900-01-01'
),
known as (
    select s.snapshot_on, r.customer_key, r.first_on, r.ordered_on as last_on, r.frequency
    from running as r
    join snapshot_day as s on s.snapshot_on >= r.ordered_on and s.snapshot_on < r.next_on
),
day_value as (
    select
        customer_key,
        ordered_on,
        coalesce(lead(ordered_on) over (partition by customer_key order by ordered_on), date '9999-12-31') as next_on,
        sum(cast(margin as double)) over (partition by customer_key order by ordered_on rows unbounded preceding) as value_to_date
    from customer_day
),
value_known as (
    select s.snapshot_on, d.customer_key, d.value_to_date
    from day_value as d
    join snapshot_day as s on s.snapshot_on >= d.ordered_on and s.snapshot_on < d.next_on
),
value_before as (
    select s.snapshot_on, d.customer_key, d.value_to_date
    from day_value as d
    join snapshot_day as s
        on cast(s.snapshot_on - interval 12 month as date) >= d.ordered_on and cast(s.snapshot_on - interval 12 month as date) < d.next_on
),
first_value as (
    select d.customer_key, d.value_to_date as first_day_value
    from day_value as d
    join (select customer_key, ordered_on from gap where gap_before_days is null) as f
        on f.customer_key = d.customer_key and f.ordered_on = d.ordered_on
)
select
    k.snapshot_on,
    k.customer_key,
    cast(k.frequency as integer)                                       as frequency,
    cast(date_diff('day', k.first_on, k.last_on) as integer)           as recency_days,
    cast(date_diff('day', k.first_on, k.snapshot_on) as integer)       as age_days,
    case when k.frequency > 0 then (v.value_to_date - f.first_day_value) / k.frequency else 0 end as repeat_value,
    cast(v.value_to_date - coalesce(b.value_to_date, 0) as decimal(18, 4)) as past_12m_value
from known as k
join value_known as v on v.customer_key = k.customer_key and v.snapshot_on = k.snapshot_on
join first_value as f on f.customer_key = k.customer_key
left join value_before as b on b.customer_key = k.customer_key and b.snapshot_on = k.snapshot_on
