-- join_fit: how two tables fit by a key: rows of the orders, how many different keys they have, rows of the lines and how many find their order.
with orders as (
    select distinct trim(join_key) as join_key from order_keys where trim(join_key) <> ''
),
line as (
    select trim(join_key) as join_key from line_keys
)
select
    (select count(*) from order_keys)                                             as order_rows,
    (select count(*) from orders)                                                 as order_keys,
    (select count(*) from line)                                                   as line_rows,
    (select count(*) from line semi join orders using (join_key))                 as lines_found,
    (select count(*) from orders anti join line using (join_key))                 as orders_without_line
