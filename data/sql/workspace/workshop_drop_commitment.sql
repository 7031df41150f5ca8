delete from workshop_commitment where commitment_id = :commitment_id and room = :room
