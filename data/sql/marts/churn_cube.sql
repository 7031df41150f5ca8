-- churn_cube: the scored base by cell, segment by score, bin of risk now and bin of risk at the month end before; counts add, so
-- that a page needs no customers for any cut.
select
    s.first_channel, s.first_region, s.first_category, s.cohort_year, c.rfm_segment, c.rfm_scores,
    cast(least(floor(s.risk * 20), 19) as integer)                               as risk_bin,
    cast(coalesce(least(floor(s.risk_before * 20), 19), -1) as integer)          as risk_bin_before,
    cast(count(*) as integer)                                                    as customers,
    sum(s.risk)                                                                  as expected_leavers,
    sum(s.risk * (1 - s.risk))                                                   as leaver_variance,
    sum(s.past_12m_value)                                                        as past_12m_value,
    coalesce(sum(s.stake), 0)                                                    as stake,
    coalesce(sum(s.value_at_risk), 0)                                            as value_at_risk
from churn_score as s
join customer as c on c.customer_key = s.customer_key
group by all
