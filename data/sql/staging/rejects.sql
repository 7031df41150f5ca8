-- rejects: every row turned away, of any table, as it was delivered.
select
    t.table_name,
    f.file,
    f.batch,
    t.row_number,
    t.reason,
    t.amount,
    d.raw
from turned_away as t
join source_file as f on f.file_number = t.file_number
left join delivered_reject as d on d.file_number = t.file_number and d.row_number = t.row_number
