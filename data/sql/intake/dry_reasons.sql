-- dry_reasons: rows turned away by table and reason, the most frequent first.
select table_name, reason, count(*) as rows, cast(sum(amount) as decimal(38, 2)) as money
from turned_away
group by table_name, reason
order by rows desc, table_name, reason
