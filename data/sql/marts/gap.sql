-- gap: from each purchase day to the customer's next one; open gaps (no next day yet) end at as_of.
with purchase_day as (
    select customer_key, ordered_on from customer_day where is_purchase_day
),
marked as (
    select
        customer_key,
        ordered_on,
        lag(ordered_on) over (partition by customer_key order by ordered_on)  as before_on,
        lead(ordered_on) over (partition by customer_key order by ordered_on) as next_on
    from purchase_day
)
select
    customer_key,
    ordered_on,
    next_on,
    date_diff('day', before_on, ordered_on)                                           as gap_before_days,
    date_diff('day', ordered_on, coalesce(next_on, (select as_of from setting)))       as gap_days,
    next_on is null                                                                    as is_open
from marked
