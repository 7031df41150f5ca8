-- delivered_reject: the rows of one file that were turned away, as delivered. `delivered` is the file with its row numbers.
select d.file_number, d.row_number, cast(to_json(d.cells) as varchar) as raw
from delivered as d
join turned_away as t on t.file_number = d.file_number and t.row_number = d.row_number
