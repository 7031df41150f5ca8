-- data_quality: what was found in each table, by rule, and what was done about it.
with total as (
    select table_name, sum(rows) as rows from source_file group by table_name
),
rejected as (
    select table_name, reason as rule, count(*) as rows, sum(amount) as amount from turned_away group by table_name, reason
),
duplicate as (
    select count(*) as copies, any_value(amount) as amount
    from (select hash(customer_key, order_id, product_id, ordered_at, quantity, amount, category, channel, region, promotion) as fingerprint,
              * from stg_transaction) as t
    group by fingerprint, customer_key, ordered_at, t.amount
    having count(*) > 1
),
found as (
    select
        table_name,
        case
            when rule like 'date%' or rule = 'after_as_of' then 'ordered_at'
            when rule like 'customer%' then 'customer_id'
            when rule like 'quantity%' then 'quantity'
            when rule like 'price%' then 'unit_price'
            when rule like 'amount%' then 'amount'
            when rule in ('row_broken', 'total_row') then ''
            when rule = 'not_bought' then 'status'
            when rule = 'delivered_twice' then ''
            when rule = 'ends_before_start' then 'ends_on'
            else regexp_replace(rule, '_(missing|unreadable|out_of_range)$', '')
        end as field,
        rule, 'rejected' as action, rows, amount
    from rejected
    union all
    select 'transaction', 'amount', 'return', 'netted', count(*), sum(amount) from stg_transaction where not is_purchase
    union all
    select 'transaction', 'amount', 'amount_in_cents', 'kept', count(*), sum(amount) from parsed_transaction
    where reason is null and file_number in (
        select file_number from source_file join column_map using (file_number)
        where table_name = 'transaction' and field in ('amount', 'unit_price') and is_in_cents(source_column)
    )
    union all
    select 'transaction', 'amount', 'amount_in_thousands', 'kept', count(*), sum(amount) from parsed_transaction
    where reason is null and file_number in (
        select file_number from source_file join column_map using (file_number)
        where table_name = 'transaction' and field in ('amount', 'unit_price') and money_unit(source_column) > 1
    )
    union all
    select 'transaction', 'discount', 'discount_deducted', 'netted', count(*), -sum(discount) from parsed_transaction
    where reason is null and discount <> 0
    union all
    select 'transaction', 'refund', 'refund_deducted', 'netted', count(*), -sum(refund) from parsed_transaction
    where reason is null and refund <> 0
    union all
    select 'transaction', 'amount', 'zero_amount', 'kept', count(*), sum(amount) from stg_transaction where is_purchase and amount = 0
    union all
    select 'transaction', 'product_id', 'service_code', 'kept', count(*), sum(amount)
    from stg_transaction where upper(product_id) in (select product_code from service_code)
    union all
    select 'transaction', 'product_id', 'case_differs', 'kept', count(*), sum(amount) from stg_transaction
    where product_id in (
        select product_id from (select distinct product_id from stg_transaction where product_id is not null)
        qualify count(*) over (partition by upper(product_id)) > 1
    )
    union all
    select 'transaction', 'customer_id', 'return_without_purchase', 'kept', count(*), sum(amount) from stg_transaction
    where customer_key not in (select customer_key from stg_transaction where is_purchase)
    union all
    select 'transaction', '', 'duplicate_row', 'kept', coalesce(sum(copies - 1), 0), sum(amount * (copies - 1)) from duplicate
    union all
    select table_name, case when table_name = 'transaction' then 'ordered_at' else '' end, 'day_order_assumed', 'kept', sum(part_days), null
    from reading_style where day_order_assumed group by table_name
    union all
    select 'transaction', 'amount', 'amount_differs_from_price', 'kept', count(*), sum(amount) from parsed_transaction
    where reason is null and amount_by_price is not null and abs(amount - amount_by_price) > 0.01
    union all
    select 'transaction', 'amount', 'sign_differs_from_quantity', 'kept', count(*), sum(amount)
    from stg_transaction where (quantity < 0 and amount > 0) or (quantity > 0 and amount < 0)
    union all
    select 'transaction', 'margin', 'margin_unreadable', 'filled', count(*), sum(amount)
    from parsed_transaction where reason is null and margin_unreadable
    union all
    select 'transaction', 'margin', 'margin_missing', 'filled', count(*), sum(amount) from parsed_transaction
    where reason is null and margin is null and not margin_unreadable and (select margin_source from setting) = 'row'
    union all
    select table_name, field, 'value_unreadable', 'kept', rows, null from unreadable_value
    union all
    select 'subscriber', 'tenure_months', 'dates_by_tenure', 'kept', count(*), null
    from parsed_contract as c
    join source_file as f on f.file_number = c.file_number
    where f.table_name = 'subscriber' and c.reason is null
    union all
    select 'customer', 'customer_id', 'customer_repeated', 'folded', count(*) - count(distinct customer_id), null
    from parsed_customer where reason is null
    union all
    select 'customer', 'customer_id', case when is_same_number then 'same_person_number' else 'customer_merged' end, 'folded', count(*), null
    from merged_id group by all
)
select
    f.table_name, f.field, f.rule, f.action,
    cast(f.rows as bigint)                  as rows,
    f.rows / nullif(t.rows, 0)              as row_share,
    cast(f.amount as decimal(38, 4))        as amount
from found as f
left join total as t on t.table_name = f.table_name
where f.rows > 0
