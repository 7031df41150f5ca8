-- Answers to one question in a room; of one team, or of all where :team is empty.
select team, voter, answer
from workshop_answer
where room = :room and question = :question and (:team = '' or team = :team)
order by team, voter
