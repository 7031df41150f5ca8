-- parsed_transaction: every delivered row, read; `reason` says why a row is turned away (the first rule that does).
with trimmed as (
    select
        t.file_number,
        t.row_number,
        case when s.id_ends_in_point_zero then regexp_replace(text_or_null(t.customer_id), '\.0$', '')
             else text_or_null(t.customer_id) end                                              as customer_id,
        text_or_null(t.ordered_at)                                                             as moment_text,
        t.ordered_at_typed,
        text_or_null(t.amount)                                                                 as amount_text,
        t.amount_typed,
        text_or_null(t.quantity)                                                               as quantity_text,
        t.quantity_typed,
        text_or_null(t.unit_price)                                                             as price_text,
        t.unit_price_typed,
        text_or_null(t.margin)                                                                 as margin_text,
        t.margin_typed,
        text_or_null(t.cost)                                                                   as cost_text,
        t.cost_typed,
        text_or_null(t.service_cost)                                                           as service_cost_text,
        t.service_cost_typed,
        text_or_null(t.order_id)                                                               as order_id,
        text_or_null(t.product_id)                                                             as product_id,
        text_or_null(t.category)                                                               as category,
        text_or_null(t.channel)                                                                as channel,
        text_or_null(t.region)                                                                 as region,
        text_or_null(t.promotion)                                                              as promotion,
        s.comma_decimal,
        s.day_first
    from delivered_transaction as t
    join reading_style as s on s.file_number = t.file_number
),
read as (
    select
        * exclude (comma_decimal, day_first),
        coalesce(ordered_at_typed, parse_moment(moment_text, day_first, (select timezone from setting))) as ordered_at,
        coalesce(try_cast(amount_typed as decimal(18, 4)), parse_money(amount_text, comma_decimal))      as delivered_amount,
        coalesce(case when isfinite(quantity_typed) then quantity_typed end,
                 parse_number(quantity_text, comma_decimal))                                            as quantity,
        coalesce(try_cast(unit_price_typed as decimal(18, 4)), parse_money(price_text, comma_decimal))   as unit_price,
        coalesce(try_cast(margin_typed as decimal(18, 4)), parse_money(margin_text, comma_decimal))      as delivered_margin,
        coalesce(try_cast(cost_typed as decimal(18, 4)), parse_money(cost_text, comma_decimal))          as cost,
        coalesce(try_cast(service_cost_typed as decimal(18, 4)), parse_money(service_cost_text, comma_decimal)) as service_cost
    from trimmed
),
valued as (
    select
        *,
        case
            when amount_text is not null or (amount_typed is not null and not isnan(amount_typed)) then delivered_amount
            else try_cast(quantity * cast(unit_price as double) as decimal(18, 4))
        end as amount
    from read
),
judged as (
    select
        *,
        case
            when ordered_at is null and moment_text is null and ordered_at_typed is null then 'date_missing'
            when ordered_at is null then 'date_unreadable'
            when ordered_at < timestamp '1900-01-01' then 'date_out_of_range'
            when ordered_at >= (select today from setting) + interval 1 day then 'date_in_future'
            when customer_id is null then 'customer_missing'
            when quantity is null and quantity_text is not null then 'quantity_unreadable'
            when unit_price < 0 then 'price_negative'
            when amount is null and amount_text is null and price_text is null
                and coalesce(amount_typed, unit_price_typed) is null then 'amount_missing'
            when amount is null then 'amount_unreadable'
            when abs(amount) > 100000000000 then 'amount_out_of_range'
        end as reason
    from valued
)
select
    file_number, row_number, reason, customer_id, ordered_at, cast(ordered_at as date) as ordered_on, quantity, amount,
    case
        when (select margin_rate from setting) is not null then cast(amount * (select margin_rate from setting) as decimal(18, 4))
        when delivered_margin is not null then delivered_margin
        when cost is not null then cast(amount - sign(amount) * abs(cost) as decimal(18, 4))
    end as margin,
    case when amount_text is not null or amount_typed is not null
        then try_cast(quantity * cast(unit_price as double) as decimal(18, 4)) end as amount_by_price,
    service_cost, order_id, product_id, category, channel, region, promotion,
    upper(product_id) in (select product_code from service_code) as is_service_code,
    case when quantity is not null then quantity > 0 else amount >= 0 end as is_purchase
from judged
