-- event: days that the firm remembers, up to as_of, as delivered.
select distinct cast(event_on as date) as event_on, label, coalesce(lower(kind), '(none)') as kind
from parsed_event
where reason is null and event_on is not null and label is not null and event_on <= (select as_of from setting)
