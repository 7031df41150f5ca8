-- customer_key: an integer for each customer with an accepted row, in the order of the delivered ids.
with id as (
    select distinct customer_id from parsed_transaction
    where reason is null and ordered_on <= (select as_of from setting)
    union
    select distinct customer_id from parsed_contract where reason is null
)
select cast(row_number() over (order by customer_id) as integer) as customer_key, customer_id from id
