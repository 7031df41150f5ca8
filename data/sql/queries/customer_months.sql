-- customer_months: one customer's purchases month by month.
select month, purchase_days, revenue, margin
from customer_month
where customer_key = cast($customer_key as bigint)
order by month
