-- customer_key: an integer for each customer with an accepted row, in the order of the delivered ids; ids that were
-- merged have one key, and is_kept marks the id under which the customer goes on.
with id as (
    select distinct customer_id from parsed_transaction
    where reason is null and ordered_on <= (select as_of from setting)
    union
    select distinct customer_id from parsed_contract where reason is null
),
named as (
    select id.customer_id, coalesce(m.kept_id, id.customer_id) as kept_id
    from id
    left join merged_id as m on m.customer_id = id.customer_id
)
select
    cast(dense_rank() over (order by kept_id) as integer) as customer_key,
    customer_id,
    customer_id = kept_id                                 as is_kept
from named
