-- grade_days: month ends with grades, the latest first, and whether customers are kept of them.
select g.closed_on, k.snapshot_on is not null as is_kept
from (select distinct closed_on from grade_move union select distinct snapshot_on from grade_snapshot) as g
left join (select distinct snapshot_on from grade_snapshot) as k on k.snapshot_on = g.closed_on
order by g.closed_on desc
