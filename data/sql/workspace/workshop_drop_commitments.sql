delete from workshop_commitment where room = :room
