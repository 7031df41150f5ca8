-- churn_by_bin: the scored base under the filters per bin of risk, so that every cut can be added up.
select
    risk_bin,
    sum(customers)        as customers,
    sum(expected_leavers) as expected_leavers,
    sum(leaver_variance)  as leaver_variance,
    sum(value_at_risk)    as value_at_risk
from churn_cube
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
group by risk_bin
order by risk_bin
