update match_decision set undone_by = :undone_by, undone_at = current_timestamp
where undone_at is null
