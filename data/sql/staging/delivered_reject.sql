-- delivered_reject: the rows of one file that were turned away, as delivered. `delivered` is the file's own table.
select
    t.number as file_number,
    d._row_number as row_number,
    cast(json_merge_patch(to_json(d), '{"_row_number": null}') as varchar) as raw
from delivered as d, this_file as t
where d._row_number in (
    select p.row_number from parsed_transaction as p
    where p.file_number = t.number and (p.reason is not null or p.ordered_on > (select as_of from setting))
)
