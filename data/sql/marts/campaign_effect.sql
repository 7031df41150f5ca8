-- campaign_effect: what each campaign's groups bought in the 30 days from the day of contact. Everybody assigned counts in
-- the group assigned, reached or not. Customers in both groups of a campaign, and campaigns whose 30 days as_of cuts short,
-- are left out. Who never bought has no key and counts with nothing.
with assigned as (
    select
        p.campaign_id,
        coalesce(cast(k.customer_key as varchar), 'unknown ' || p.customer_id) as person,
        max(k.customer_key)                                                   as customer_key,
        min(p.contacted_on)                                                   as contacted_on,
        min(case when lower(p.arm) in ('control', 'holdout', '对照组', '对照') then 1 else 0 end) as held,
        max(case when lower(p.arm) in ('control', 'holdout', '对照组', '对照') then 1 else 0 end) as held_once
    from parsed_contact as p
    left join customer_key as k on k.customer_id = p.customer_id
    where p.reason is null and p.contacted_on is not null and p.campaign_id is not null
        and p.contacted_on <= (select as_of from setting)
    group by p.campaign_id, coalesce(cast(k.customer_key as varchar), 'unknown ' || p.customer_id)
),
ended as (
    select campaign_id, cast(min(contacted_on) as date) as first_contact_on, cast(max(contacted_on) as date) as last_contact_on
    from assigned
    group by campaign_id
    having date_diff('day', cast(max(contacted_on) as date), (select as_of from setting)) >= 30
),
brought as (
    select
        a.campaign_id, a.person,
        case when a.held = 1 then 'control' else 'test' end as arm,
        coalesce(sum(cast(d.margin as double)), 0)          as margin,
        max(case when d.is_purchase_day then 1 else 0 end)  as bought
    from assigned as a
    left join customer_day as d on d.customer_key = a.customer_key
        and d.ordered_on >= cast(a.contacted_on as date)
        and d.ordered_on < cast(a.contacted_on as date) + cast(30 as integer)
    where a.held = a.held_once
    group by a.campaign_id, a.person, a.held
),
told as (
    select
        campaign_id, max(name) as name, lower(max(kind)) as kind, max(channel) as channel,
        cast(sum(cost) as double) as cost
    from parsed_campaign
    where reason is null
    group by campaign_id
)
select
    b.campaign_id,
    coalesce(t.name, b.campaign_id)                   as name,
    coalesce(t.kind, '(none)')                        as kind,
    coalesce(t.channel, '(none)')                     as channel,
    max(e.first_contact_on)                           as first_contact_on,
    max(e.last_contact_on)                            as last_contact_on,
    cast(30 as integer)                               as window_days,
    t.cost                                            as cost,
    b.arm,
    count(*)                                          as customers,
    avg(b.margin)                                     as mean_margin,
    coalesce(var_samp(b.margin), 0)                   as margin_variance,
    cast(sum(coalesce(b.bought, 0)) as bigint)        as bought
from brought as b
join ended as e on e.campaign_id = b.campaign_id
left join told as t on t.campaign_id = b.campaign_id
group by b.campaign_id, t.name, t.kind, t.channel, t.cost, b.arm
