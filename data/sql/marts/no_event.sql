-- no_event: the shape of event, without rows.
select cast(null as date) as event_on, cast(null as varchar) as label, cast(null as varchar) as kind
where false
