-- contract_month: fees by customer and month; a contract bills on its start's day of each month while it runs, as_of included.
with month as (
    select period_start as month from period where grain = 'month'
),
bill as (
    select
        c.customer_key,
        m.month,
        m.month + cast(least(day(c.started_on), day(last_day(m.month))) - 1 as integer) as billed_on,
        c.started_on,
        coalesce(c.gone_on, date '9999-12-31') as gone_on,
        c.monthly_fee,
        c.margin_rate
    from stg_contract as c
    join month as m on m.month >= date_trunc('month', c.started_on) and m.month < coalesce(c.gone_on, date '9999-12-31')
)
select
    customer_key,
    month,
    sum(monthly_fee)                                       as revenue,
    cast(sum(monthly_fee * margin_rate) as decimal(38, 4)) as margin
from bill
where billed_on >= started_on and billed_on < gone_on and billed_on <= (select as_of from setting)
group by customer_key, month
