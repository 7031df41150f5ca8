-- top_customers: the customers of the chosen cells with the highest expected value, a page of them.
select
    customer_key, customer_id, first_on, last_on, frequency, last_gap_days, past_12m_value, p_alive, p_leave,
    expected_purchases_12m, expected_spend, value_36m, value_36m_low, value_36m_high, value_at_risk, in_base
from customer
where value_36m is not null
    and ($line = 'all' or ($line = 'shop' and has_shop) or ($line = 'contract' and has_contract))
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
order by value_36m desc, customer_key
limit cast($rows as bigint) offset cast($skip as bigint)
