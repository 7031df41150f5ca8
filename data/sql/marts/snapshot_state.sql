-- snapshot_state: each customer's (x, t_x, T) and mean repeat value at the snapshot days, from what was known then.
-- A day with an accepted line stands for all snapshot days from it to the day before the next one; money counts on each
-- such day, frequency and recency on purchase days. Customer and snapshot day travel as one number, which joins faster.
with running as (
    select
        customer_key,
        ordered_on,
        coalesce(lead(ordered_on) over (partition by customer_key order by ordered_on), date '9999-12-31') as next_on,
        min(case when is_purchase_day then ordered_on end) over (partition by customer_key order by ordered_on rows unbounded preceding) as first_on,
        max(case when is_purchase_day then ordered_on end) over (partition by customer_key order by ordered_on rows unbounded preceding) as last_on,
        sum(case when is_purchase_day then 1 else 0 end) over (partition by customer_key order by ordered_on rows unbounded preceding) as purchase_days,
        sum(cast(margin as double)) over (partition by customer_key order by ordered_on rows unbounded preceding) as value_to_date
    from customer_day
),
snapshot_pair as (
    select
        snapshot_on,
        cast(snapshot_on - interval 12 month as date)       as year_before_on,
        date_diff('day', date '1900-01-01', snapshot_on)    as day_number
    from snapshot_day
),
known as (
    select s.snapshot_on, cast(r.customer_key as bigint) * 1000000 + s.day_number as place, r.*
    from running as r
    join snapshot_pair as s on s.snapshot_on >= r.ordered_on and s.snapshot_on < r.next_on
    where r.last_on is not null and r.next_on > (select min(snapshot_on) from snapshot_day)
),
value_before as (
    select cast(r.customer_key as bigint) * 1000000 + s.day_number as place, r.value_to_date
    from running as r
    join snapshot_pair as s on s.year_before_on >= r.ordered_on and s.year_before_on < r.next_on
    where r.next_on > (select min(year_before_on) from snapshot_pair)
),
first_value as (
    select customer_key, value_to_date as first_day_value from running where ordered_on = first_on
)
select
    k.snapshot_on,
    k.customer_key,
    cast(k.purchase_days - 1 as integer)                               as frequency,
    cast(date_diff('day', k.first_on, k.last_on) as integer)           as recency_days,
    cast(date_diff('day', k.first_on, k.snapshot_on) as integer)       as age_days,
    case when k.purchase_days > 1 then (k.value_to_date - f.first_day_value) / (k.purchase_days - 1) else 0 end as repeat_value,
    cast(k.value_to_date - coalesce(b.value_to_date, 0) as decimal(18, 4)) as past_12m_value
from known as k
join first_value as f on f.customer_key = k.customer_key
left join value_before as b on b.place = k.place
