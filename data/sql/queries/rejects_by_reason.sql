-- rejects_by_reason: rows turned away and their money, by table and reason.
select
    table_name, reason,
    count(*)    as rows,
    sum(amount) as amount,
    count(distinct file) as files
from rejects
group by table_name, reason
order by rows desc, table_name, reason
