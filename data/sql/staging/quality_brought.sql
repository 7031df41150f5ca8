-- quality_brought: for each delivered table the fields that its files brought and that its rows keep.
select f.table_name, list(distinct d.column_name) as fields
from source_file as f
join column_map as m on m.file_number = f.file_number
join duckdb_columns() as d
    on d.table_name = 'parsed_' || f.table_name and d.column_name = case m.field when 'unit_price' then 'amount' else m.field end
where f.table_name <> $left_out
group by f.table_name
