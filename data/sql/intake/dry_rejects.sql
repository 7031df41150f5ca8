-- dry_rejects: the first rows turned away for each reason, as they were delivered.
select table_name, file, row_number, reason, left(raw, 400) as raw
from rejects
qualify row_number() over (partition by table_name, reason order by file, row_number) <= 5
order by table_name, reason, file, row_number
