-- merged_id: customers that somebody found to be one person, with the id that stays: the first in the order of ids.
with id as (
    select distinct customer_id from parsed_transaction
    where reason is null and ordered_on <= (select as_of from setting)
    union
    select distinct customer_id from parsed_contract where reason is null
)
select id.customer_id, min(id.customer_id) over (partition by g.group_number) as kept_id
from id
join merge_group as g on g.fingerprint = substr(md5(id.customer_id), 1, 16)
