-- Commitments of a room; of one team, or of all where :team is empty.
select commitment_id, team, what, owner, due
from workshop_commitment
where room = :room and (:team = '' or team = :team)
order by commitment_id
