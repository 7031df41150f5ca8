-- churn_reason_cell: how often each reason is a customer's first one, by cell of value (top fifth of the past twelve
-- months or not) and risk (one half and above or not).
with placed as (
    select
        s.customer_key,
        concat(
            case when s.risk >= 0.5 then 'B' else 'A' end,
            case when ntile(5) over (order by s.past_12m_value desc, s.customer_key) = 1 then 'D' else 'C' end
        ) as cell
    from churn_score as s
)
select p.cell, coalesce(r.reason, 'none') as reason, cast(count(*) as integer) as customers
from placed as p
left join churn_reason as r on r.customer_key = p.customer_key and r.position = 1
group by p.cell, coalesce(r.reason, 'none')
