-- customer_find: customers whose key or delivered id is exactly what was typed.
select customer_key, customer_id
from customer
where cast(customer_key as varchar) = $typed or customer_id = $typed
order by customer_id = $typed desc, customer_key
limit 20
