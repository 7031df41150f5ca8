-- What the line that heads an order says, for the order's lines that do not; an amount of the whole order counts there alone.
create or replace macro from_head(number, order_text, field) as (
    select any_value(case field when 'customer_id' then h.customer when 'ordered_at' then h.moment
        when 'amount' then case when h.has_total then '0' end end) from scratch.main.order_head as h
    where h.file_number = number and h.order_id = order_text
)
