-- purchase_fact: what decides which models may be used. One row.
select
    date_diff('day', s.log_start, s.as_of) + 1                         as history_days,
    count(*) filter (where c.has_shop)                                 as customers,
    count(*) filter (where c.frequency > 0)                            as repeat_buyers,
    count(distinct c.cohort_month) filter (where c.has_shop)           as cohort_months,
    count(*) filter (where c.has_contract and not c.has_shop)          as contract_customers,
    max(l.median_gap_days)                                             as median_gap_days
from customer_state as c, setting as s, lapse_fact as l
group by s.log_start, s.as_of
