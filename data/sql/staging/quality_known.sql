-- quality_known: rows of one table with whether the customer table knows their customer; NULL where none was delivered.
-- data/quality.py puts the name of the table in its place.
select
    p.*,
    cast('' as varchar)                                                         as said_source,
    case when p.customer_id is not null and exists (select 1 from parsed_customer)
        then p.customer_id in (select customer_id from parsed_customer where customer_id is not null) end as is_known
from parsed_$table as p
