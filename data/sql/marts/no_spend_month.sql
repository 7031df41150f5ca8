-- no_spend_month: the shape of spend_month, without rows.
select
    cast(null as date) as month, cast(null as varchar) as kind, cast(null as varchar) as channel,
    cast(null as varchar) as medium, cast(null as decimal(38, 4)) as cost
where false
