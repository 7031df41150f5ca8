-- match_sides: the two entries of a pair with what was delivered about them (personal), and what they bought.
select
    e.entry, e.customer_key, e.customer_id, e.name, e.phone, e.email, e.birth_date, e.address, e.city, e.region, e.source,
    e.joined_on, c.first_on, c.last_on, c.purchase_days, c.in_base, c.past_12m_value
from match_pair as p
join match_entry as e on e.entry in (p.left_entry, p.right_entry)
join customer as c on c.customer_key = e.customer_key
where p.pair_number = cast($pair_number as integer)
order by e.entry
