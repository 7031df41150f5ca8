-- feature_contact: contacts that reached the customer; those of a control group, and undelivered ones, are none.
select k.customer_key, cast(p.contacted_on as date) as known_on, 'contact' as kind, cast(1 as double) as amount
from parsed_contact as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null and p.contacted_on is not null
    and coalesce(p.delivered, true) and coalesce(lower(p.arm), '') not in ('control', '对照组', '对照')
