-- no_campaign_effect: the shape of campaign_effect, without rows.
select
    cast(null as varchar) as campaign_id, cast(null as varchar) as name, cast(null as varchar) as kind,
    cast(null as varchar) as channel, cast(null as date) as first_contact_on, cast(null as date) as last_contact_on,
    cast(null as integer) as window_days, cast(null as double) as cost, cast(null as varchar) as arm,
    cast(null as bigint) as customers, cast(null as double) as mean_margin, cast(null as double) as margin_variance,
    cast(null as bigint) as bought
where false
