-- unread_days: the column taken for the date of purchases that cannot be read, and what it holds.
select
    any_value(m.source_column)                                                     as source_column,
    list_sort(list(distinct left(text_or_null(t.ordered_at), 24)))[1:3]           as samples
from delivered_transaction as t
join parsed_transaction as p on p.file_number = t.file_number and p.row_number = t.row_number
join warehouse.main.column_map as m on m.file_number = t.file_number and m.field = 'ordered_at'
where p.reason = 'date_unreadable'
