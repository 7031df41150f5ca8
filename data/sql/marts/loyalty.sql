-- loyalty: what purchases tell of loyalty, by cell, as a part of a whole that add up: who bought again within a year of the first
-- purchase day (those who have had the year), and how much of the last twelve months hangs on promotions (where any is named).
with repeats as (
    select
        d.customer_key,
        max(case when d.ordered_on > c.first_on and d.ordered_on <= c.first_on + 365 then 1 else 0 end) as came_back
    from customer_day as d
    join customer_cell as c on c.customer_key = d.customer_key
    where d.is_purchase_day and c.first_on + 365 <= (select as_of from setting)
    group by d.customer_key
),
lines as (
    select
        customer_key,
        count(*)                                                          as lines,
        count(promotion)                                                  as promoted_lines,
        sum(cast(amount as double))                                       as revenue,
        coalesce(sum(cast(amount as double)) filter (where promotion is not null), 0) as promoted_revenue
    from stg_transaction
    where is_purchase and ordered_on > (select as_of from setting) - interval 12 month
        and (select count(promotion) from stg_transaction) > 0
    group by customer_key
),
measure as (
    select customer_key, 'repeat' as measure, cast(came_back as double) as part, cast(1 as double) as whole from repeats
    union all
    select customer_key, 'promotion_customers', case when promoted_lines * 2 >= lines then 1.0 else 0.0 end, 1.0 from lines
    union all
    select customer_key, 'promotion_revenue', promoted_revenue, revenue from lines
)
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    m.measure,
    cast(count(*) as integer)       as customers,
    sum(cast(m.part as double))     as part,
    sum(cast(m.whole as double))    as whole
from measure as m
join customer_cell as c on c.customer_key = m.customer_key
group by c.first_channel, c.first_region, c.first_category, c.cohort_year, m.measure
