-- rejected_row: numbers of the rows of one file that were turned away.
select p.file_number, p.row_number
from parsed_transaction as p
join this_file as t on t.number = p.file_number
where (p.reason is not null and p.reason <> 'row_broken') or p.ordered_on > (select as_of from setting)
