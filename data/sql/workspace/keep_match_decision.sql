insert or ignore into match_decision (left_print, right_print, verdict, match_probability, match_weight, build_id, decided_by)
values (:left_print, :right_print, :verdict, :match_probability, :match_weight, :build_id, :decided_by)
