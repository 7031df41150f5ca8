insert into workshop_commitment (room, team, what, owner, due) values (:room, :team, :what, :owner, :due)
