-- churn_by_cut: the scored base under the filters: how many are listed from a bin of risk upwards, what they are worth, and how
-- the list differs from that of the month end before.
select
    coalesce(sum(customers), 0)                                                                       as scored,
    coalesce(sum(customers) filter (where risk_bin >= $cut_bin), 0)                                   as listed,
    coalesce(sum(expected_leavers) filter (where risk_bin >= $cut_bin), 0)                            as expected_leavers,
    coalesce(sum(leaver_variance) filter (where risk_bin >= $cut_bin), 0)                             as leaver_variance,
    coalesce(sum(past_12m_value) filter (where risk_bin >= $cut_bin), 0)                              as past_12m_value,
    coalesce(sum(value_at_risk) filter (where risk_bin >= $cut_bin), 0)                               as value_at_risk,
    coalesce(sum(value_at_risk), 0)                                                                   as value_at_risk_of_all,
    coalesce(sum(stake), 0)                                                                           as stake_of_all,
    coalesce(sum(past_12m_value), 0)                                                                  as past_12m_value_of_all,
    coalesce(sum(customers) filter (where risk_bin >= $cut_bin and risk_bin_before < $cut_bin), 0)    as came_on,
    coalesce(sum(customers) filter (where risk_bin < $cut_bin and risk_bin_before >= $cut_bin), 0)    as went_off
from churn_cube
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
