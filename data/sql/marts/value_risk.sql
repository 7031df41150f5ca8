-- value_risk: customers in the base by value bin and risk bin, in every cell and segment by score; counts add, so pages need no
-- customers.
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year, c.rfm_segment, c.rfm_scores,
    l.line,
    l.value_bin,
    l.risk_bin,
    count(*)              as customers,
    sum(l.past_12m_value) as past_12m_value,
    sum(l.value_36m)      as value_36m,
    sum(l.value_at_risk)  as value_at_risk
from customer_line as l
join customer as c on c.customer_key = l.customer_key
group by all
