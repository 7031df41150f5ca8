-- match_person: the personal fields of each known customer id as first delivered, merged or not, in the order of ids; of ids to
-- which the firm gives one number of the person, the first.
select
    k.customer_key, k.customer_id,
    p.name, p.phone, p.email, p.birth_date, p.address, p.city, p.region, p.source, p.joined_on
from parsed_customer as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null
qualify row_number() over (partition by coalesce('p' || p.person_id, 'c' || k.customer_id) order by k.customer_id, p.file_number, p.row_number) = 1
order by k.customer_id
