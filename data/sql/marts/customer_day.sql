-- customer_day: one row per customer and day with any accepted line. A purchase day has a line that is a purchase.
select
    customer_key,
    ordered_on,
    bool_or(is_purchase) as is_purchase_day,
    sum(amount)          as revenue,
    sum(margin)          as margin
from stg_transaction
group by customer_key, ordered_on
