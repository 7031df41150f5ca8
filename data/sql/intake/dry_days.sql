-- dry_days: first and last day of the accepted rows, customers, and how days and money of each file were read.
select
    (select cast(min(ordered_on) as varchar) from stg_transaction)   as first_day,
    (select cast(max(ordered_on) as varchar) from stg_transaction)   as last_day,
    (select count(*) from customer_key)                              as customers,
    f.file,
    s.comma_decimal,
    s.day_first,
    s.part_days,
    s.day_order_assumed
from source_file as f
left join reading_style as s on s.file_number = f.file_number and s.table_name = f.table_name
order by f.file_number
