select answer from workshop_answer where room = :room and voter = :voter and question = :question
