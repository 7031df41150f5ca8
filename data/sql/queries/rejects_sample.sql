-- rejects_sample: the first rows turned away for one reason, as they were delivered.
select file, row_number, amount, raw
from rejects
where table_name = $table_name and reason = $reason
order by file, row_number
limit cast($rows as bigint)
