insert into decision (list_id, name, owner, decided_on, cost, months, note, made_by)
values (:list_id, :name, :owner, :decided_on, :cost, :months, :note, :made_by)
