-- equity_change: each customer between two month ends: value then and now, expected margin and entering month, in whole cents.
with day as (
    select snapshot_on as closed_on, lag(snapshot_on) over (order by snapshot_on) as opened_on from snapshot_day
),
side as (
    select opened_on as snapshot_on, opened_on, closed_on, true as is_before from day where opened_on is not null
    union all
    select closed_on, opened_on, closed_on, false from day where opened_on is not null
),
pair as (
    select
        v.line, v.customer_key, d.opened_on, d.closed_on,
        coalesce(max(case when d.is_before then v.value end), 0)     as before_value,
        coalesce(max(case when d.is_before then v.released end), 0)  as released,
        coalesce(max(case when d.is_before then v.entering end), 0)  as entering,
        coalesce(max(case when not d.is_before then v.value end), 0) as after_value,
        bool_or(v.in_base and d.is_before)                           as was_in_base,
        bool_or(v.in_base and not d.is_before)                       as is_in_base
    from equity_value as v
    join side as d on d.snapshot_on = v.snapshot_on
    group by v.line, v.customer_key, d.opened_on, d.closed_on
),
first_stay as (
    select line, customer_key, min(started_on) as first_on from spell group by line, customer_key
),
grown as (
    select
        p.*,
        f.first_on <= p.opened_on as is_old,
        p.before_value * (power(1 + (select discount_rate from setting), date_diff('day', p.opened_on, p.closed_on) / 365.25) - 1) as unwinding
    from pair as p
    join first_stay as f on f.line = p.line and f.customer_key = p.customer_key
)
select
    line, customer_key, closed_on, was_in_base, is_in_base, is_old,
    cast(before_value as decimal(18, 2)) as before_value,
    cast(unwinding as decimal(18, 2))    as unwinding,
    cast(released as decimal(18, 2))     as released,
    cast(entering as decimal(18, 2))     as entering,
    cast(after_value as decimal(18, 2))  as after_value,
    case when is_old then after_value - (before_value + unwinding - released + entering) else 0 end as surprise
from grown
