-- joined: each line beside its order. An order without line and a line without order stay, as rows that lack the other half.
select
    o.* exclude (join_key, order_number),
    l.* exclude (join_key, line_number)
from order_side as o
full join line_side as l on nullif(trim(l.join_key), '') = nullif(trim(o.join_key), '')
order by l.line_number nulls last, o.order_number
