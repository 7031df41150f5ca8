-- customer_year: each customer's calendar years with any accepted row: value, days and cost to serve.
-- Cost to serve falls on the day of its row; a firm that gives none has zero, and profit is margin.
with served as (
    select customer_key, cast(date_trunc('year', ordered_on) as date) as year_start, sum(coalesce(service_cost, 0)) as service_cost
    from stg_transaction group by customer_key, date_trunc('year', ordered_on)
),
valued as (
    select customer_key, cast(date_trunc('year', month) as date) as year_start,
        sum(purchase_days) as purchase_days, sum(revenue) as revenue, sum(margin) as margin
    from customer_month group by customer_key, date_trunc('year', month)
)
select
    v.customer_key,
    c.cell_key,
    v.year_start,
    year(v.year_start) = c.cohort_year       as is_first_year,
    v.purchase_days,
    v.revenue,
    v.margin,
    coalesce(s.service_cost, 0)              as service_cost,
    v.margin - coalesce(s.service_cost, 0)   as profit
from valued as v
join customer_cell as c on c.customer_key = v.customer_key
left join served as s on s.customer_key = v.customer_key and s.year_start = v.year_start
