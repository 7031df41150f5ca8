-- quality_field: how complete and how readable each delivered field is, by file. A field that a file did not bring is absent.
with transaction_filled as (
    select
        file_number, count(*) as rows,
        count(customer_id) as customer_id, count(ordered_at) as ordered_at, count(amount) as amount, count(quantity) as quantity,
        count(order_id) as order_id, count(product_id) as product_id, count(category) as category, count(channel) as channel,
        count(region) as region, count(promotion) as promotion,
        count(*) filter (where reason like 'customer%')                                                         as bad_customer_id,
        count(*) filter (where reason like 'date%')                                                             as bad_ordered_at,
        count(*) filter (where reason like 'amount%' or reason like 'price%')                                   as bad_amount,
        count(*) filter (where reason like 'quantity%')                                                         as bad_quantity
    from parsed_transaction
    group by file_number
),
customer_filled as (
    select
        file_number, count(*) as rows,
        count(customer_id) as customer_id, count(name) as name, count(phone) as phone, count(email) as email,
        count(birth_date) as birth_date, count(gender) as gender, count(address) as address, count(region) as region,
        count(city) as city, count(joined_on) as joined_on, count(source) as source,
        count(*) filter (where reason is not null)                                                              as bad_customer_id
    from parsed_customer
    group by file_number
),
contract_filled as (
    select
        file_number, count(*) as rows,
        count(customer_id) as customer_id, count(contract_id) as contract_id, count(started_on) as started_on, count(plan) as plan,
        count(term_months) as term_months, count(monthly_fee) as monthly_fee, count(margin_rate) as margin_rate,
        count(*) filter (where reason like 'started_on%')                                                       as bad_started_on
    from parsed_contract
    group by file_number
),
counted as (
    select 'transaction' as table_name, file_number, rows, bad_customer_id, bad_ordered_at, bad_amount, bad_quantity, field, filled
    from transaction_filled
    unpivot (filled for field in (customer_id, ordered_at, amount, quantity, order_id, product_id, category, channel, region, promotion))
    union all by name
    select 'customer' as table_name, file_number, rows, bad_customer_id, field, filled
    from customer_filled
    unpivot (filled for field in (customer_id, name, phone, email, birth_date, gender, address, region, city, joined_on, source))
    union all by name
    select 'contract' as table_name, file_number, rows, bad_started_on, field, filled
    from contract_filled
    unpivot (filled for field in (customer_id, contract_id, started_on, plan, term_months, monthly_fee, margin_rate))
)
select
    c.table_name,
    c.field,
    f.file,
    f.batch,
    cast(c.rows as bigint)                                                      as rows,
    cast(c.filled as bigint)                                                    as filled,
    c.filled / nullif(c.rows, 0)                                                as filled_rate,
    cast(coalesce(case c.field
        when 'customer_id' then bad_customer_id
        when 'ordered_at' then bad_ordered_at
        when 'amount' then bad_amount
        when 'quantity' then bad_quantity
        when 'started_on' then bad_started_on
    end, 0) as bigint)                                                          as rows_turned_away
from counted as c
join source_file as f on f.file_number = c.file_number
where exists (
    select 1 from column_map as m
    where m.file_number = c.file_number and (m.field = c.field or (c.field = 'amount' and m.field = 'unit_price'))
)
