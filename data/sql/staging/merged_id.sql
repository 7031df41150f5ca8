-- merged_id: customer ids that are one person, with the id that stays, the first in the order of ids: those to which the firm
-- gives one number of the person, and those that somebody found to be one.
with id as (
    select distinct customer_id from parsed_transaction
    where reason is null and ordered_on <= (select as_of from setting)
    union
    select distinct customer_id from parsed_contract where reason is null
),
person as (
    select customer_id, min(person_id) as person_id from parsed_customer
    where reason is null and person_id is not null
    group by customer_id
),
known as (
    select
        id.customer_id,
        min(id.customer_id) over (partition by coalesce('p' || p.person_id, 'c' || id.customer_id)) as person_kept,
        g.group_number
    from id
    left join person as p on p.customer_id = id.customer_id
    left join merge_group as g on g.fingerprint = substr(md5(id.customer_id), 1, 16)
),
grouped as (
    select customer_id, person_kept, min(group_number) over (partition by person_kept) as group_number
    from known
),
kept as (
    select
        customer_id,
        person_kept,
        min(person_kept) over (partition by coalesce('g' || group_number, 'p' || person_kept)) as kept_id
    from grouped
)
select customer_id, kept_id, customer_id <> person_kept as is_same_number
from kept
where customer_id <> kept_id
