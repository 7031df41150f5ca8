-- customer: one row per customer as known at the end of as_of, with the scores of the line "all".
with grade as (
    select customer_key, ntile(5) over (order by past_12m_value desc, customer_key) as fifth from customer_state where in_base
)
select
    c.customer_key, c.customer_id, c.customer_name, c.has_shop, c.has_contract,
    c.first_channel, c.first_region, c.first_category, c.cohort_month, c.cohort_year,
    c.first_on, c.last_on, c.purchase_days, c.frequency, c.recency_days, c.age_days, c.last_gap_days,
    c.repeat_value, c.revenue, c.margin, c.past_12m_value, c.in_base, c.losses,
    s.p_alive, s.expected_purchases_12m, s.p_leave, s.expected_spend,
    s.value_12m, s.value_36m, s.value_36m_low, s.value_36m_high, s.value_at_risk,
    case g.fifth when 1 then 'A' when 2 then 'B' when 3 then 'C' when 4 then 'D' when 5 then 'E' end as value_grade,
    coalesce(r.segment, '(none)')                                                     as rfm_segment,
    cast(coalesce(100 * r.recency + 10 * r.purchases + r.money, 0) as smallint)       as rfm_scores
from customer_state as c
left join score as s on s.line = 'all' and s.customer_key = c.customer_key
left join grade as g on g.customer_key = c.customer_key
left join rfm as r on r.customer_key = c.customer_key
order by c.customer_key
