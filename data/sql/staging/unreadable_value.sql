-- unreadable_value: how often each field of one table held something that could not be read and was left empty.
select field, count(*) as rows
from (select unnest(unreadable) as field from parsed where reason is null)
where field is not null
group by field
