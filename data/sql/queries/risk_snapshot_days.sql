-- risk_snapshot_days: month ends before as_of of which customers with a risk of leaving are kept, the latest first.
select distinct snapshot_on from risk_snapshot
where line = $line and snapshot_on < (select as_of from build_info)
order by snapshot_on desc
