-- data_quality: what was found in the transactions, by rule, and what was done about it.
with total as (
    select count(*) as rows from parsed_transaction
),
broken as (
    select r.reason as rule, count(*) as rows, sum(r.amount) as amount from rejects as r
    where r.table_name = 'transaction' group by r.reason
),
found as (
    select
        case
            when rule like 'date%' or rule = 'after_as_of' then 'ordered_at'
            when rule like 'customer%' then 'customer_id'
            when rule like 'quantity%' then 'quantity'
            when rule like 'price%' then 'unit_price'
            when rule like 'row%' then ''
            else 'amount'
        end as field,
        rule, 'rejected' as action, rows, amount
    from broken
    union all
    select 'amount', 'return', 'netted', count(*), sum(amount) from stg_transaction where not is_purchase
    union all
    select 'amount', 'zero_amount', 'kept', count(*), sum(amount) from stg_transaction where is_purchase and amount = 0
    union all
    select 'product_id', 'service_code', 'kept', count(*), sum(amount)
    from stg_transaction where upper(product_id) in (select product_code from service_code)
    union all
    select 'product_id', 'case_differs', 'kept', count(*), sum(amount) from stg_transaction
    where product_id in (
        select product_id from (select distinct product_id from stg_transaction where product_id is not null)
        qualify count(*) over (partition by upper(product_id)) > 1
    )
    union all
    select 'customer_id', 'return_without_purchase', 'kept', count(*), sum(amount) from stg_transaction
    where customer_key not in (select customer_key from stg_transaction where is_purchase)
    union all
    select '', 'duplicate_row', 'kept', coalesce(sum(copies - 1), 0), sum(amount * (copies - 1)) from (
        select count(*) as copies, any_value(amount) as amount
        from stg_transaction
        group by customer_key, order_id, product_id, ordered_at, quantity, stg_transaction.amount, category, channel, region, promotion
        having count(*) > 1
    )
    union all
    select 'ordered_at', 'day_order_assumed', 'kept', coalesce(sum(part_days), 0), null from reading_style where day_order_assumed
    union all
    select 'amount', 'amount_differs_from_price', 'kept', count(*), sum(amount) from parsed_transaction
    where reason is null and amount_by_price is not null and abs(amount - amount_by_price) > 0.01
    union all
    select 'amount', 'sign_differs_from_quantity', 'kept', count(*), sum(amount) from stg_transaction where quantity < 0 and amount > 0
    union all
    select 'margin', 'margin_missing', 'filled', count(*), sum(amount) from parsed_transaction
    where reason is null and margin is null and (select margin_source from setting) = 'row'
)
select 'transaction' as table_name, field, rule, action, cast(rows as bigint) as rows, rows / nullif((select rows from total), 0) as row_share, amount
from found
where rows > 0
