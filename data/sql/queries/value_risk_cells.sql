-- value_risk_cells: customers and money of the base per bin of value and bin of risk, summed over the chosen cells.
select
    value_bin, risk_bin,
    sum(customers)      as customers,
    sum(past_12m_value) as past_12m_value,
    sum(value_36m)      as value_36m,
    sum(value_at_risk)  as value_at_risk
from value_risk
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
group by value_bin, risk_bin
order by value_bin, risk_bin
