-- concentration: hundredths of customers from the most valuable down, over the whole log, by calendar year and by cohort year.
with scoped as (
    select 'all' as scope, '' as scope_value, customer_key, sum(purchase_days) as purchase_days, sum(revenue) as revenue,
        sum(margin) as margin, sum(service_cost) as service_cost, sum(profit) as profit
    from customer_year group by customer_key
    union all
    select 'year', cast(year(year_start) as varchar), customer_key, purchase_days, revenue, margin, service_cost, profit
    from customer_year
    union all
    select 'cohort_year', cast(c.cohort_year as varchar), y.customer_key, sum(y.purchase_days), sum(y.revenue), sum(y.margin),
        sum(y.service_cost), sum(y.profit)
    from customer_year as y join customer_cell as c on c.customer_key = y.customer_key
    group by c.cohort_year, y.customer_key
),
ranked as (
    select
        m.measure,
        s.*,
        row_number() over (
            partition by m.measure, s.scope, s.scope_value
            order by case m.measure when 'revenue' then s.revenue when 'margin' then s.margin else s.profit end desc, s.customer_key
        ) as position,
        count(*) over (partition by m.measure, s.scope, s.scope_value) as size
    from scoped as s
    cross join (select 'revenue' as measure union all select 'margin' union all select 'profit') as m
)
select
    measure,
    scope,
    scope_value,
    cast(least(ceil(100.0 * position / size), 100) as integer) as hundredth,
    count(*)                                  as customers,
    cast(sum(purchase_days) as bigint)        as purchase_days,
    cast(sum(revenue) as decimal(38, 4))      as revenue,
    cast(sum(margin) as decimal(38, 4))       as margin,
    cast(sum(service_cost) as decimal(38, 4)) as service_cost,
    cast(sum(profit) as decimal(38, 4))       as profit,
    cast(min(case measure when 'revenue' then revenue when 'margin' then margin else profit end) as decimal(38, 4)) as lowest
from ranked
group by measure, scope, scope_value, hundredth
