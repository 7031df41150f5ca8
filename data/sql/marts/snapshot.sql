-- snapshot: states at the last month ends with this build's scores, and the stage then.
select
    s.snapshot_on, s.customer_key, s.frequency, s.recency_days, s.age_days, s.repeat_value, s.past_12m_value,
    p.customer_key is not null as in_base,
    m.p_alive, m.p_leave, m.value_36m, m.value_at_risk,
    g.stage
from snapshot_state as s
left join spell as p
    on p.line = 'all' and p.customer_key = s.customer_key
    and p.started_on <= s.snapshot_on and (p.lost_on is null or p.lost_on > s.snapshot_on)
left join snapshot_score as m on m.customer_key = s.customer_key and m.snapshot_on = s.snapshot_on
left join customer_stage as g
    on g.customer_key = s.customer_key and g.month = date_trunc('month', s.snapshot_on)
