-- feature_membership: the day a customer became a member. The table is delivered as it stands today.
select k.customer_key, cast(min(p.since_on) as date) as known_on, 'member' as kind, cast(1 as double) as amount
from parsed_membership as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null and p.since_on is not null
group by k.customer_key
