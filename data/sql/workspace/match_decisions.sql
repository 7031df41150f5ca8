select * from match_decision order by decision_id desc
