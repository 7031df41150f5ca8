-- What the line that heads an order says, for the order's lines that do not.
create or replace temp macro from_head(number, order_text, is_customer) as (
    select any_value(case when is_customer then h.customer else h.moment end) from scratch.main.order_head as h
    where h.file_number = number and h.order_id = order_text
)
