insert into decision_event (decision_id, event, note, made_by) values (:parent_id, :event, :note, :made_by)
