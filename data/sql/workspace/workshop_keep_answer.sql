insert into workshop_answer (room, team, voter, question, answer)
values (:room, :team, :voter, :question, :answer)
on conflict (room, voter, question) do update
set team = excluded.team, answer = excluded.answer, given_at = current_timestamp
