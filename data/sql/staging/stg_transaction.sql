-- stg_transaction: one row per accepted purchase line, return or charge. No aggregation here.
-- Lines of a known customer whose code is no product keep their money and the day on which they were bought.
-- A row without a margin of its own takes the rate of all rows that have one (1 where no margin is known: revenue).
select
    k.customer_key,
    t.order_id,
    t.product_id,
    t.ordered_at,
    t.ordered_on,
    t.quantity,
    t.amount,
    coalesce(t.margin, cast(t.amount * (select usual_margin_rate from setting) as decimal(18, 4))) as margin,
    t.service_cost,
    t.category,
    t.channel,
    t.region,
    t.promotion,
    t.is_purchase,
    t.file_number,
    t.row_number
from parsed_transaction as t
join customer_key as k on k.customer_id = t.customer_id
where t.reason is null and t.ordered_on <= (select as_of from setting)
