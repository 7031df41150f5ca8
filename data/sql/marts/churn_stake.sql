-- churn_stake: what the leaving of a customer would cost: value if it stays less value if it leaves, both lines added.
-- Where the models give no such value, the past twelve months stand for it (naive values, or none).
with stake as (
    select customer_key, value_at_risk / nullif(p_leave, 0) as stake from shop_score
    union all
    select customer_key, value_at_risk / nullif(p_leave, 0) from contract_score
),
added as (
    select customer_key, sum(stake) as stake from stake group by customer_key
)
select c.customer_key, s.stake
from customer_state as c
left join added as s on s.customer_key = c.customer_key
