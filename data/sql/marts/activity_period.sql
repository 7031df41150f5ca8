-- activity_period: money and active customers by grain, period, line and cell. Active customers do not add up over months.
with by_customer as (
    select a.line, c.cell_key, a.customer_key, p.grain, p.period_start,
        sum(a.purchase_days) as purchase_days, max(a.has_activity) as has_activity, sum(a.revenue) as revenue, sum(a.margin) as margin
    from activity_month as a
    join customer_cell as c on c.customer_key = a.customer_key
    join period_month as p on p.month = a.month and p.grain <> 'month'
    group by a.line, c.cell_key, a.customer_key, p.grain, p.period_start
)
select grain, period_start, line, cell_key, sum(has_activity) as active, sum(purchase_days) as purchase_days,
    sum(revenue) as revenue, sum(margin) as margin
from by_customer
group by grain, period_start, line, cell_key
union all
select 'month', a.month, a.line, c.cell_key, sum(a.has_activity), sum(a.purchase_days), sum(a.revenue), sum(a.margin)
from activity_month as a
join customer_cell as c on c.customer_key = a.customer_key
group by a.month, a.line, c.cell_key
