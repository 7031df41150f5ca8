-- customer_month: one row per customer and month with any accepted row, both lines together.
select
    customer_key,
    month,
    purchase_days,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(margin as decimal(18, 4))  as margin
from activity_month
where line = 'all'
