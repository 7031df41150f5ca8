-- customer_path: one customer at the last month ends: chances, value, grade and stage as known then.
select
    s.snapshot_on, s.frequency, s.past_12m_value, s.in_base,
    s.p_alive, s.p_leave, s.value_36m, s.value_at_risk, s.stage,
    g.value_fifth as value_grade
from snapshot as s
left join grade_snapshot as g on g.customer_key = s.customer_key and g.snapshot_on = s.snapshot_on
where s.customer_key = cast($customer_key as bigint)
order by s.snapshot_on
