update match_decision set undone_by = :undone_by, undone_at = current_timestamp
where decision_id = :decision_id and undone_at is null
