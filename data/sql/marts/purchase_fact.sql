-- purchase_fact: what decides which models may be used. One row. Every purchase day opens a gap, so gaps count them.
with occasion as (
    select ordered_on, sum(gaps) as purchase_days from gap_count group by ordered_on
)
select
    date_diff('day', s.log_start, s.as_of) + 1                         as history_days,
    count(*) filter (where c.has_shop)                                 as customers,
    count(*) filter (where c.frequency > 0)                            as repeat_buyers,
    count(distinct c.cohort_month) filter (where c.has_shop)           as cohort_months,
    count(*) filter (where c.has_contract and not c.has_shop)          as contract_customers,
    max(l.median_gap_days)                                             as median_gap_days,
    (select count(*) from occasion)                                    as occasions,
    (select coalesce(date_diff('day', min(ordered_on), max(ordered_on)), 0) from occasion) as occasion_span_days,
    (select coalesce(sum(purchase_days), 0) from occasion)             as purchase_days
from customer_state as c, setting as s, lapse_fact as l
group by s.log_start, s.as_of
