-- matrix_customers: customers of the base in a range of value bins and risk bins, the most value at risk first; a page of them,
-- or all for rows = null. Bins are written as in the mart value_risk, so that a list is as long as the cell's count.
with binned as (
    select
        customer_key, customer_id, last_on, past_12m_value, p_leave, value_36m, value_at_risk,
        case when past_12m_value < 0.01 then 0
             else least(greatest(floor(20 * log10(cast(past_12m_value as double)) + 0.000000001) + 41, 1), 240) end as value_bin,
        least(floor(p_leave * 20), 19) as risk_bin
    from customer
    where in_base and p_leave is not null
        and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
        and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
        and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
        and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
)
select customer_key, customer_id, value_at_risk, p_leave, past_12m_value, value_36m, last_on
from binned
where value_bin between $value_from and $value_to and risk_bin between $risk_from and $risk_to
order by value_at_risk desc nulls last, past_12m_value desc, customer_key
limit cast($rows as bigint) offset cast($skip as bigint)
