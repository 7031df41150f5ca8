-- feature_fact: one row per customer and day on which anything became known; what it was, as figures that add.
-- A category or channel counts on the day it was first bought in, so that sums to date are distinct counts.
with line as (
    select
        customer_key,
        ordered_on                                                            as known_on,
        sum(case when is_purchase then 1 else 0 end)                          as purchase_lines,
        sum(case when is_purchase and promotion is not null then 1 else 0 end) as promoted_lines,
        sum(case when is_purchase then 0 else 1 end)                          as return_lines,
        max(case when is_purchase then 1 else 0 end)                          as purchase_days,
        sum(cast(margin as double))                                           as value
    from stg_transaction
    group by customer_key, ordered_on
),
first_category as (
    select customer_key, category, min(ordered_on) as known_on
    from stg_transaction where is_purchase and category is not null group by customer_key, category
),
category as (
    select customer_key, known_on, count(*) as categories from first_category group by customer_key, known_on
),
first_channel as (
    select customer_key, channel, min(ordered_on) as known_on
    from stg_transaction where is_purchase and channel is not null group by customer_key, channel
),
channel as (
    select customer_key, known_on, count(*) as channels from first_channel group by customer_key, known_on
),
event as (
    select
        customer_key,
        known_on,
        sum(case when kind = 'contact' then 1 else 0 end)   as contacts,
        sum(case when kind = 'case' then 1 else 0 end)      as service_cases,
        sum(case when kind = 'complaint' then 1 else 0 end) as complaints,
        sum(case when kind = 'resolved' then 1 else 0 end)  as resolved,
        sum(case when kind = 'member' then 1 else 0 end)    as member
    from feature_event
    where kind <> 'satisfaction'
    group by customer_key, known_on
),
fee as (
    select customer_key, month as known_on, cast(margin as double) as value from contract_month
)
select customer_key, known_on, purchase_lines, promoted_lines, return_lines, purchase_days, value,
    0 as categories, 0 as channels, 0 as contacts, 0 as service_cases, 0 as complaints, 0 as resolved, 0 as member
from line
union all
select customer_key, known_on, 0, 0, 0, 0, 0, categories, 0, 0, 0, 0, 0, 0 from category
union all
select customer_key, known_on, 0, 0, 0, 0, 0, 0, channels, 0, 0, 0, 0, 0 from channel
union all
select customer_key, known_on, 0, 0, 0, 0, 0, 0, 0, contacts, service_cases, complaints, resolved, member from event
union all
select customer_key, known_on, 0, 0, 0, 0, value, 0, 0, 0, 0, 0, 0, 0 from fee
