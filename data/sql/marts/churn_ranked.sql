-- churn_ranked: the base of as_of with its risk now and before, and its rank by value at risk, the highest 1.
with joined as (
    select
        n.customer_key, f.first_channel, f.first_region, f.first_category, f.cohort_year, n.relationship,
        n.risk, b.risk_before, f.past_12m_value, s.stake,
        n.risk * s.stake as value_at_risk,
        f.last_gap_days
    from churn_now as n
    join feature as f on f.customer_key = n.customer_key and f.feature_on = (select as_of from setting)
    left join churn_before as b on b.customer_key = n.customer_key
    left join churn_stake as s on s.customer_key = n.customer_key
)
select
    *,
    row_number() over (
        order by coalesce(value_at_risk, 0) desc, risk * past_12m_value desc, risk desc, customer_key
    ) as value_rank
from joined
order by value_rank
