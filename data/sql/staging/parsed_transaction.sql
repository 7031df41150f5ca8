-- parsed_transaction: every delivered row, read; `reason` says why a row is turned away (the first rule that does).
with last_line as (
    select
        file_number,
        max(row_number)                                as last_row,
        bool_or(says_won(text_or_null(status)))
            or (bool_or(says_bought(text_or_null(status))) and bool_or(says_browsed(text_or_null(status)))) as names_purchases,
        -- 0.2 and 0.15 are shares where no discount of the file is above 1 and some are between
        coalesce(bool_and(regexp_matches(discount, '^\s*-?([01]?[.,]\d+|[01])\s*$')), true) and coalesce(bool_and(abs(discount_typed) <= 1), true)
            and coalesce(bool_or(regexp_matches(discount, '[.,]\d*[1-9]')) or bool_or(discount_typed % 1 <> 0), false) as has_shares
    from delivered_transaction
    group by file_number
),
minor as (
    select
        file_number,
        coalesce(min(money_unit(source_column)) filter (where is_in_cents(source_column) and field <> 'discount'),
            max(money_unit(source_column)) filter (where field <> 'discount'), 1) as unit,
        bool_or(field = 'discount' and regexp_matches(source_column, '(?i)%|percent|pct|折扣率')) as has_percents,
        bool_or(field = 'discount' and regexp_matches(source_column, '(?i)amount|amt|value|金额')) as has_sums
    from warehouse.main.column_map
    where field in ('amount', 'unit_price', 'discount')
    group by file_number
),
told as (
    select
        t.file_number,
        t.row_number,
        text_or_null(t.customer_id)  as customer_id,
        text_or_null(t.ordered_at)   as moment_text,
        t.ordered_at_typed,
        text_or_null(t.amount)       as amount_text,
        t.amount_typed,
        text_or_null(t.quantity)     as quantity_text,
        t.quantity_typed,
        text_or_null(t.unit_price)   as price_text,
        t.unit_price_typed,
        text_or_null(t.margin)       as margin_text,
        t.margin_typed,
        text_or_null(t.cost)         as cost_text,
        t.cost_typed,
        text_or_null(t.service_cost) as service_cost_text,
        t.service_cost_typed,
        text_or_null(t.refund)       as refund_text,
        t.refund_typed,
        text_or_null(t.discount)     as discount_text,
        t.discount_typed,
        text_or_null(t.status)       as status,
        text_or_null(t.currency)     as currency,
        text_or_null(t.order_id)     as order_id,
        text_or_null(t.product_id)   as product_id,
        text_or_null(t.category)     as category,
        text_or_null(t.channel)      as channel,
        text_or_null(t.region)       as region,
        text_or_null(t.promotion)    as promotion,
        s.comma_decimal,
        s.day_first,
        l.last_row,
        l.names_purchases,
        coalesce(n.unit, 1)          as unit,
        coalesce(n.has_percents, false) as has_percents,
        l.has_shares and not coalesce(n.has_sums, false) as has_shares
    from delivered_transaction as t
    join reading_style as s on s.file_number = t.file_number
    join last_line as l on l.file_number = t.file_number
    left join minor as n on n.file_number = t.file_number
),
read as (
    select
        * exclude (comma_decimal, day_first),
        coalesce(t.ordered_at_typed, parse_moment(moment_text, day_first, g.zone))          as ordered_at,
        coalesce(t.amount_typed, parse_money(amount_text, comma_decimal))                   as delivered_amount,
        coalesce(t.quantity_typed, parse_number(quantity_text, comma_decimal))              as quantity,
        coalesce(t.unit_price_typed, parse_money(price_text, comma_decimal))                as unit_price,
        coalesce(t.margin_typed, parse_money(margin_text, comma_decimal))                   as delivered_margin,
        coalesce(t.cost_typed, parse_money(cost_text, comma_decimal))                       as cost,
        coalesce(t.service_cost_typed, parse_money(service_cost_text, comma_decimal))       as service_cost,
        abs(coalesce(t.refund_typed, parse_money(refund_text, comma_decimal)))              as refund,
        abs(coalesce(t.discount_typed, parse_money(replace(discount_text, '%', ''), comma_decimal))) as told_discount
    from told as t, (select timezone as zone, cast(today + 1 as timestamp) as tomorrow, margin_rate from setting) as g
),
valued as (
    select
        * replace (
            case when unit <> 1 then try_cast(delivered_amount * unit as decimal(18, 4)) else delivered_amount end as delivered_amount,
            case when unit <> 1 then try_cast(unit_price * unit as decimal(18, 4)) else unit_price end             as unit_price,
            case when unit <> 1 then try_cast(refund * unit as decimal(18, 4)) else refund end                     as refund
        ),
        amount_text is not null or amount_typed is not null                                 as has_amount,
        try_cast(quantity * cast(unit_price as double) * unit as decimal(18, 4)) as amount_by_price
    from read
),
-- An amount is what was paid; a price may be before its discount: a share of it, or a sum for the line that is no more than the line.
discounted as (
    select *,
        case
            when has_amount or told_discount is null then null
            when has_percents or contains(discount_text, '%') or has_shares then
                try_cast(amount_by_price * (case when has_shares and not coalesce(contains(discount_text, '%'), false) then told_discount
                    else told_discount / 100 end) as decimal(18, 4))
            else try_cast(sign(amount_by_price) * told_discount * unit as decimal(18, 4))
        end as discount_sum
    from valued
),
priced as (
    select * replace (case when abs(discount_sum) <= abs(amount_by_price) then discount_sum end as discount_sum),
        case
            when has_amount then delivered_amount
            when abs(discount_sum) <= abs(amount_by_price) then cast(amount_by_price - discount_sum as decimal(18, 4))
            else amount_by_price
        end as gross
    from discounted
),
judged as (
    select
        * exclude (delivered_amount),
        case when refund is null then gross else cast(gross - refund as decimal(18, 4)) end as amount,
        case
            -- only where reports have their sums: a firm may be called Total
            when (ordered_at is null or row_number > last_row - 2)
                and (is_total_word(customer_id) or is_total_word(moment_text) or is_total_word(order_id)) then 'total_row'
            when is_surely_total(customer_id) or is_surely_total(order_id) then 'total_row'
            when ordered_at is null then case when moment_text is null then 'date_missing' else 'date_unreadable' end
            when ordered_at < timestamp '1900-01-01' then 'date_out_of_range'
            when cast(ordered_at as date) = date '1900-01-01' or cast(ordered_at as date) = date '1970-01-01' then 'date_placeholder'
            when ordered_at >= tomorrow then 'date_in_future'
            when customer_id is null then 'customer_missing'
            when regexp_matches(customer_id, '^\d(\.\d+)?[eE]\+\d+$') then 'customer_rounded'
            when is_nobody(customer_id) then 'customer_nobody'
            when quantity is null and quantity_text is not null then 'quantity_unreadable'
            when unit_price < 0 then 'price_negative'
            when gross is null then case when has_amount or price_text is not null then 'amount_unreadable' else 'amount_missing' end
            when abs(gross) > 100000000000 then 'amount_out_of_range'
            when refund_text is not null and refund is null then 'refund_unreadable'
            when names_purchases and not (says_won(status) or says_bought(status)) and not says_returned(status) then 'not_bought'
            when says_cancelled(status) or (says_returned(status) and gross > 0) then 'not_bought'
        end as reason
    from priced
)
select
    file_number, row_number, reason, customer_id, ordered_at, cast(ordered_at as date) as ordered_on, quantity, amount,
    case
        when margin_rate is not null then cast(amount * margin_rate as decimal(18, 4))
        when delivered_margin is not null then delivered_margin
        when cost is not null then cast(amount - sign(amount) * abs(cost) as decimal(18, 4))
    end as margin,
    (margin_text is not null and delivered_margin is null) or (cost_text is not null and cost is null) as margin_unreadable,
    case when has_amount then amount_by_price end as amount_by_price,
    service_cost, refund, discount_sum as discount, currency, order_id, product_id, category, channel, region, promotion,
    case when quantity is not null then quantity > 0 else amount >= 0 end as is_purchase
from judged
