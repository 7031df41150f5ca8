-- stg_customer: the first row delivered for each known customer; later ones are counted as repeated. Of merged ids,
-- the row of the one that is kept comes first.
select
    k.customer_key,
    p.* exclude (file_number, row_number, customer_id, reason, unreadable)
from parsed_customer as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null
qualify row_number() over (partition by k.customer_key order by not k.is_kept, p.file_number, p.row_number) = 1
