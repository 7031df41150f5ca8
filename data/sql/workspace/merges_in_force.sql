select left_print, right_print from match_decision where verdict = 'same' and undone_at is null order by decision_id
