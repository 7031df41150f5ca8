-- matrix_sample: some customers of a cell at random, the same ones for the same number of the draw.
select
    l.customer_key, c.customer_id, l.value_at_risk, l.p_leave, l.past_12m_value, l.value_36m, c.last_on
from customer_line as l
join customer as c on c.customer_key = l.customer_key
where l.line = $line
    and l.value_bin between $value_from and $value_to and l.risk_bin between $risk_from and $risk_to
    and coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), c.rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), c.rfm_scores), true)
order by md5(concat(cast(l.customer_key as varchar), '/', cast($draw as varchar))), l.customer_key
limit cast($rows as bigint)
