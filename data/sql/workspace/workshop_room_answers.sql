-- Answers to all questions of a room; of one team, or of all where :team is empty.
select team, question, answer
from workshop_answer
where room = :room and (:team = '' or team = :team)
order by team, question
