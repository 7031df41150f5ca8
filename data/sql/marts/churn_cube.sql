-- churn_cube: the scored base by cell, bin of risk now and bin of risk at the month end before; counts add, so that a
-- page needs no customers for any cut.
select
    first_channel, first_region, first_category, cohort_year,
    cast(least(floor(risk * 20), 19) as integer)                                  as risk_bin,
    cast(coalesce(least(floor(risk_before * 20), 19), -1) as integer)             as risk_bin_before,
    cast(count(*) as integer)                                                     as customers,
    sum(risk)                                                                     as expected_leavers,
    sum(risk * (1 - risk))                                                        as leaver_variance,
    sum(past_12m_value)                                                           as past_12m_value,
    coalesce(sum(stake), 0)                                                       as stake,
    coalesce(sum(value_at_risk), 0)                                               as value_at_risk
from churn_score
group by all
