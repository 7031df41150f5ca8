-- delivered_reject: the rows of one file that were turned away, as delivered. `delivered` is the file's own table.
select
    r.file_number,
    r.row_number,
    cast(json_merge_patch(to_json(d), '{"_row_number": null}') as varchar) as raw
from rejected_row as r
join delivered as d on d._row_number = r.row_number
