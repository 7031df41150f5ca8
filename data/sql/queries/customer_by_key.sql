-- customer_by_key: one customer, all columns.
select * from customer where customer_key = cast($customer_key as bigint)
