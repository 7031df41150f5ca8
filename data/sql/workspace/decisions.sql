select
    d.*, l.kind, l.label, l.choice, l.build_id, l.as_of, l.seed, l.holdout_share, l.contacts, l.holdouts,
    (select event from decision_event as e where e.decision_id = d.decision_id order by e.event_id desc limit 1) as status
from decision as d
join customer_list as l on l.list_id = d.list_id
order by d.decision_id desc
