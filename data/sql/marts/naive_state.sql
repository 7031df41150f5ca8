-- naive_state: repeat purchase days of the windows before as_of, one row per customer who buys without contract.
with bound as (
    select
        as_of,
        cast(as_of - interval 12 month as date)                              as year_start,
        cast(as_of - horizon_months * interval 1 month as date)               as horizon_start,
        least(date_diff('day', log_start, as_of) + 1, 365)                    as observed_12m_days,
        least(date_diff('day', log_start, as_of) + 1, round(horizon_months * 30.4375)) as observed_horizon_days
    from setting
),
repeats as (
    select
        g.customer_key,
        count(*) filter (where g.gap_before_days is not null and g.ordered_on > b.year_start)    as purchases_12m,
        count(*) filter (where g.gap_before_days is not null and g.ordered_on > b.horizon_start) as purchases_horizon
    from gap as g, bound as b
    group by g.customer_key
)
select
    c.customer_key, c.frequency, c.repeat_value, c.last_gap_days,
    r.purchases_12m, r.purchases_horizon,
    cast(b.observed_12m_days as double)     as observed_12m_days,
    cast(b.observed_horizon_days as double) as observed_horizon_days
from customer_state as c
join repeats as r on r.customer_key = c.customer_key, bound as b
