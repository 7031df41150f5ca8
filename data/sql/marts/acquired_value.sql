-- acquired_value: customers acquired by line, month and cell, whether by a purchase or a contract, and their first day's margin.
with shop as (
    select customer_key, min(ordered_on) as first_on from gap group by customer_key
),
contract as (
    select customer_key, min(started_on) as started_on from spell_contract group by customer_key
),
first_margin as (
    select d.customer_key, d.margin from customer_day as d join shop as s on s.customer_key = d.customer_key and s.first_on = d.ordered_on
),
came as (
    select
        p.line, p.customer_key,
        cast(date_trunc('month', p.started_on) as date) as month,
        p.line = 'contract' or (p.line = 'all' and (s.first_on is null or s.first_on > t.started_on)) as by_contract
    from spell as p
    left join shop as s on s.customer_key = p.customer_key
    left join contract as t on t.customer_key = p.customer_key
    where p.spell_number = 1
)
select
    a.line, a.month, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    count(*)                                                  as acquired,
    count(*) filter (where coalesce(a.by_contract, false))    as acquired_by_contract,
    cast(coalesce(sum(f.margin) filter (where not coalesce(a.by_contract, false)), 0) as decimal(38, 4)) as first_margin
from came as a
join customer_cell as c on c.customer_key = a.customer_key
left join first_margin as f on f.customer_key = a.customer_key
group by a.line, a.month, c.first_channel, c.first_region, c.first_category, c.cohort_year
