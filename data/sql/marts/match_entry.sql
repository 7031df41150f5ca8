-- match_entry: the customer ids that appear in a pair, with what was delivered about them.
with numbered as (
    select *, cast(row_number() over (order by customer_id) as integer) as entry from match_person
),
wanted as (
    select left_entry as entry from match_pair
    union
    select right_entry from match_pair
)
select
    n.entry, substr(md5(n.customer_id), 1, 16) as fingerprint, n.customer_key, n.customer_id,
    n.name, n.phone, n.email, n.birth_date, n.address, n.city, n.region, n.source, n.joined_on
from numbered as n
join wanted as w on w.entry = n.entry
