-- shop_snapshot: states without contract at the snapshot days with their value then, and the snapshot day that follows.
select
    s.snapshot_on, d.next_on, s.customer_key,
    s.frequency, s.recency_days, s.age_days, s.repeat_value,
    m.p_alive, m.value_36m as value
from snapshot_state as s
join snapshot_score as m on m.customer_key = s.customer_key and m.snapshot_on = s.snapshot_on
join (select snapshot_on, lead(snapshot_on) over (order by snapshot_on) as next_on from snapshot_day) as d
    on d.snapshot_on = s.snapshot_on
