-- rejects: every transaction row turned away, with the first rule that did it.
select
    'transaction' as table_name,
    f.file,
    f.batch,
    p.row_number,
    coalesce(p.reason, 'after_as_of') as reason,
    p.amount,
    d.raw
from parsed_transaction as p
join source_file as f on f.file_number = p.file_number
left join delivered_reject as d on d.file_number = p.file_number and d.row_number = p.row_number
where p.reason is not null or p.ordered_on > (select as_of from setting)
