-- cohort_age: each cohort cell by age in calendar months; complete months only, so a missing row is nothing, not unknown.
with first_stay as (
    select line, customer_key, cast(date_trunc('month', started_on) as date) as cohort_month from spell where spell_number = 1
),
event as (
    select s.line, f.cohort_month, c.cell_key, cast(date_trunc('month', s.started_on) as date) as month,
        sum(case when s.spell_number = 1 then 1 else 0 end) as acquired, count(*) as change
    from spell as s
    join first_stay as f on f.line = s.line and f.customer_key = s.customer_key
    join customer_cell as c on c.customer_key = s.customer_key
    group by s.line, f.cohort_month, c.cell_key, date_trunc('month', s.started_on)
    union all
    select s.line, f.cohort_month, c.cell_key, cast(date_trunc('month', s.lost_on) as date), 0, -count(*)
    from spell as s
    join first_stay as f on f.line = s.line and f.customer_key = s.customer_key
    join customer_cell as c on c.customer_key = s.customer_key
    where s.lost_on is not null
    group by s.line, f.cohort_month, c.cell_key, date_trunc('month', s.lost_on)
),
flow as (
    select line, cohort_month, cell_key, month, sum(acquired) as acquired, sum(change) as change
    from event group by line, cohort_month, cell_key, month
),
activity as (
    select a.line, f.cohort_month, c.cell_key, a.month, sum(a.has_activity) as active, sum(a.purchase_days) as purchase_days,
        sum(a.revenue) as revenue, sum(a.margin) as margin
    from activity_month as a
    join first_stay as f on f.line = a.line and f.customer_key = a.customer_key
    join customer_cell as c on c.customer_key = a.customer_key
    group by a.line, f.cohort_month, c.cell_key, a.month
),
grid as (
    select f.line, f.cohort_month, f.cell_key, p.period_start as month
    from (select distinct line, cohort_month, cell_key from flow) as f
    join period as p on p.grain = 'month' and p.period_start >= f.cohort_month
        and p.period_start <= (select last_complete_month from setting)
),
stock as (
    select
        g.line, g.cohort_month, g.cell_key, g.month,
        coalesce(f.acquired, 0) as acquired,
        sum(coalesce(f.change, 0)) over (partition by g.line, g.cohort_month, g.cell_key order by g.month rows unbounded preceding) as in_base
    from grid as g
    left join flow as f on f.line = g.line and f.cohort_month = g.cohort_month and f.cell_key = g.cell_key and f.month = g.month
)
select
    s.line,
    s.cohort_month,
    cast((year(s.month) - year(s.cohort_month)) * 12 + month(s.month) - month(s.cohort_month) as integer) as age_months,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(s.acquired as bigint)                     as acquired,
    cast(coalesce(a.active, 0) as bigint)          as active,
    cast(s.in_base as bigint)                      as in_base,
    cast(coalesce(a.purchase_days, 0) as bigint)   as purchase_days,
    cast(coalesce(a.revenue, 0) as decimal(38, 4)) as revenue,
    cast(coalesce(a.margin, 0) as decimal(38, 4))  as margin
from stock as s
join cell as c on c.cell_key = s.cell_key
left join activity as a on a.line = s.line and a.cohort_month = s.cohort_month and a.cell_key = s.cell_key and a.month = s.month
where s.acquired > 0 or s.in_base > 0 or a.cell_key is not null
