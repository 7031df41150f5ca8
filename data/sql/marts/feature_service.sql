-- feature_service: service cases on the day they were opened, complaints among them, and the day each was resolved.
with service as (
    select k.customer_key, p.opened_on, p.resolved_on,
        lower(coalesce(p.kind, '')) in ('complaint', 'complaints', '投诉') as is_complaint
    from parsed_service as p
    join customer_key as k on k.customer_id = p.customer_id
    where p.reason is null and p.opened_on is not null
)
select customer_key, cast(opened_on as date) as known_on, 'case' as kind, cast(1 as double) as amount from service
union all
select customer_key, cast(opened_on as date), 'complaint', 1 from service where is_complaint
union all
select customer_key, cast(resolved_on as date), 'resolved', 1 from service where resolved_on >= opened_on
