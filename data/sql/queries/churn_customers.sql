-- churn_customers: the listed customers with their reasons, the most value at risk first; a page of them, or all for rows = null.
with listed as (
    select s.*, c.customer_id
    from churn_score as s
    join customer as c on c.customer_key = s.customer_key
    where least(floor(s.risk * 20), 19) >= $cut_bin
        and coalesce(list_contains(cast($first_channel as varchar[]), s.first_channel), true)
        and coalesce(list_contains(cast($first_region as varchar[]), s.first_region), true)
        and coalesce(list_contains(cast($first_category as varchar[]), s.first_category), true)
        and coalesce(list_contains(cast($cohort_year as bigint[]), s.cohort_year), true)
        and coalesce(list_contains(cast($rfm_segment as varchar[]), c.rfm_segment), true)
        and coalesce(list_contains(cast($rfm_scores as bigint[]), c.rfm_scores), true)
    order by s.value_rank
    limit cast($rows as bigint) offset cast($skip as bigint)
),
reason as (
    select
        r.customer_key,
        max(case when r.position = 1 then r.reason end) as reason_1,
        max(case when r.position = 1 then r.value end)  as value_1,
        max(case when r.position = 2 then r.reason end) as reason_2,
        max(case when r.position = 2 then r.value end)  as value_2,
        max(case when r.position = 3 then r.reason end) as reason_3,
        max(case when r.position = 3 then r.value end)  as value_3
    from churn_reason as r
    where r.customer_key in (select customer_key from listed)
    group by r.customer_key
)
select
    l.value_rank, l.customer_key, l.customer_id, l.risk, l.risk - l.risk_before as risk_change, l.past_12m_value,
    l.value_at_risk, l.last_gap_days, l.relationship, l.first_channel, l.first_region, l.first_category,
    r.reason_1, r.value_1, r.reason_2, r.value_2, r.reason_3, r.value_3
from listed as l
left join reason as r on r.customer_key = l.customer_key
order by l.value_rank
