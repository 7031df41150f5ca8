select event, note, made_by, made_at from decision_event where decision_id = :decision_id order by event_id
