delete from workshop_answer where room = :room
