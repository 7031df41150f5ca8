-- match_pairs: pairs that may be one person, with what merging them would do; nothing personal.
select
    p.*,
    least(l.fingerprint, r.fingerprint)    as left_print,
    greatest(l.fingerprint, r.fingerprint) as right_print,
    l.customer_key                         as left_key,
    r.customer_key                         as right_key,
    l.customer_key = r.customer_key        as is_merged,
    a.in_base                              as left_in_base,
    b.in_base                              as right_in_base,
    coalesce(a.value_36m, 0) > 0           as left_valued,
    coalesce(b.value_36m, 0) > 0           as right_valued
from match_pair as p
join match_entry as l on l.entry = p.left_entry
join match_entry as r on r.entry = p.right_entry
join customer as a on a.customer_key = l.customer_key
join customer as b on b.customer_key = r.customer_key
order by p.pair_number
