-- cohort_age: each cohort cell by age in calendar months; complete months only, so a missing row is nothing, not unknown.
-- Cohort cells and months travel as whole numbers; the words come last.
with first_stay as (
    select line, customer_key, cast(date_trunc('month', started_on) as date) as cohort_month from spell where spell_number = 1
),
member as (
    select f.line, f.customer_key, f.cohort_month, c.cell_key, dense_rank() over (order by f.line, f.cohort_month, c.cell_key) as cohort_key
    from first_stay as f
    join customer_cell as c on c.customer_key = f.customer_key
),
cohort as (
    select m.cohort_key, m.line, m.cohort_month, year(m.cohort_month) * 12 + month(m.cohort_month) as first_number,
        c.first_channel, c.first_region, c.first_category, c.cohort_year
    from (select distinct cohort_key, line, cohort_month, cell_key from member) as m
    join cell as c on c.cell_key = m.cell_key
),
event as (
    select m.cohort_key, year(s.started_on) * 12 + month(s.started_on) as month_number,
        case when s.spell_number = 1 then 1 else 0 end as acquired, 1 as change
    from spell as s
    join member as m on m.line = s.line and m.customer_key = s.customer_key
    union all
    select m.cohort_key, year(s.lost_on) * 12 + month(s.lost_on), 0, -1
    from spell as s
    join member as m on m.line = s.line and m.customer_key = s.customer_key
    where s.lost_on is not null
),
flow as (
    select cohort_key, month_number, sum(acquired) as acquired, sum(change) as change
    from event group by cohort_key, month_number
),
stock as (
    select *, sum(change) over (partition by cohort_key order by month_number rows unbounded preceding) as in_base,
        lead(month_number) over (partition by cohort_key order by month_number) as next_number
    from flow
),
activity as (
    select m.cohort_key, year(a.month) * 12 + month(a.month) as month_number, sum(a.has_activity) as active,
        sum(a.purchase_days) as purchase_days, sum(a.revenue) as revenue, sum(a.margin) as margin
    from activity_month as a
    join member as m on m.line = a.line and m.customer_key = a.customer_key
    group by m.cohort_key, year(a.month) * 12 + month(a.month)
),
number as (
    select year(period_start) * 12 + month(period_start) as month_number from period
    where grain = 'month' and period_start <= (select last_complete_month from setting)
),
known as (
    select s.cohort_key, n.month_number, case when n.month_number = s.month_number then s.acquired else 0 end as acquired, s.in_base
    from stock as s
    join number as n on n.month_number >= s.month_number and n.month_number < coalesce(s.next_number, 999999)
    where s.acquired > 0 or s.in_base > 0
),
seen as (
    select coalesce(k.cohort_key, a.cohort_key) as cohort_key, coalesce(k.month_number, a.month_number) as month_number,
        k.acquired, k.in_base, a.active, a.purchase_days, a.revenue, a.margin
    from known as k
    full join activity as a on a.cohort_key = k.cohort_key and a.month_number = k.month_number
)
select
    c.line, c.cohort_month, cast(s.month_number - c.first_number as integer) as age_months,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(coalesce(s.acquired, 0) as bigint)        as acquired,
    cast(coalesce(s.active, 0) as bigint)          as active,
    cast(coalesce(s.in_base, 0) as bigint)         as in_base,
    cast(coalesce(s.purchase_days, 0) as bigint)   as purchase_days,
    cast(coalesce(s.revenue, 0) as decimal(38, 4)) as revenue,
    cast(coalesce(s.margin, 0) as decimal(38, 4))  as margin
from seen as s
join cohort as c on c.cohort_key = s.cohort_key
where s.month_number >= c.first_number and s.month_number <= (select max(month_number) from number)
