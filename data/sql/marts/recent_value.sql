-- recent_value: value of the twelve months to as_of by line and customer.
with shop as (
    select customer_key, sum(margin) as value from customer_day
    where ordered_on > (select as_of from setting) - interval 12 month group by customer_key
),
contract as (
    select customer_key, sum(margin) as value from contract_month
    where month > (select as_of from setting) - interval 12 month group by customer_key
)
select 'shop' as line, customer_key, value from shop
union all
select 'contract', customer_key, value from contract
union all
select 'all', customer_key, sum(value) from (select * from shop union all select * from contract) group by customer_key
