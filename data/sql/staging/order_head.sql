-- order_head: customer and day of orders of which only one line names them, for the other lines; `rows` lines lack one of the two.
-- Where the line that heads the order has an amount and the others have none, it is that of the whole order (`has_total`).
select
    file_number,
    text_or_null(order_id)          as order_id,
    max(text_or_null(customer_id))  as customer,
    max(text_or_null(ordered_at))   as moment,
    count(text_or_null(amount)) > 0 as has_total,
    count(*) filter (where text_or_null(customer_id) is null or text_or_null(ordered_at) is null) as rows
from delivered_transaction
where text_or_null(order_id) is not null
group by all
having count(distinct text_or_null(customer_id)) = 1 and count(distinct text_or_null(ordered_at)) = 1 and rows > 0
    and count(text_or_null(amount)) filter (where text_or_null(customer_id) is null or text_or_null(ordered_at) is null) = 0
