-- activity_month: purchases and fees by line, customer and month; "all" only for a firm with one line, else also each line.
with shop as (
    select
        customer_key,
        cast(date_trunc('month', ordered_on) as date)                        as month,
        count(*) filter (where is_purchase_day)                              as purchase_days,
        sum(revenue)                                                         as revenue,
        sum(margin)                                                          as margin
    from customer_day
    where customer_key in (select customer_key from customer_cell)
    group by customer_key, date_trunc('month', ordered_on)
),
both_lines as (
    select customer_key, month, sum(purchase_days) as purchase_days, sum(revenue) as revenue, sum(margin) as margin,
        max(has_activity) as has_activity
    from (
        select customer_key, month, purchase_days, revenue, margin, case when purchase_days > 0 then 1 else 0 end as has_activity from shop
        union all
        select customer_key, month, 0, revenue, margin, 1 from contract_month
    )
    group by customer_key, month
)
select 'all' as line, customer_key, month, cast(purchase_days as integer) as purchase_days, has_activity, revenue, margin from both_lines
union all
select 'shop', customer_key, month, cast(purchase_days as integer), case when purchase_days > 0 then 1 else 0 end, revenue, margin
from shop where (select lines from setting) = 'both'
union all
select 'contract', customer_key, month, 0, 1, revenue, margin from contract_month where (select lines from setting) = 'both'
