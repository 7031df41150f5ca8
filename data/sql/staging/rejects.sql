-- rejects: every row turned away, with the first rule that did it; the raw row is kept of transactions.
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
union all
select 'contract', f.file, f.batch, p.row_number, p.reason, null, null
from parsed_contract as p join source_file as f on f.file_number = p.file_number
where p.reason is not null
union all
select 'customer', f.file, f.batch, p.row_number, p.reason, null, null
from parsed_customer as p join source_file as f on f.file_number = p.file_number
where p.reason is not null
union all
select 'disclosure', f.file, f.batch, p.row_number, p.reason, null, null
from parsed_disclosure as p join source_file as f on f.file_number = p.file_number
where p.reason is not null
