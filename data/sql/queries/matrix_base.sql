-- matrix_base: how many customers of the base have a risk of leaving, and how many of them a value at risk.
select
    count(*)             as in_base,
    count(p_leave)       as with_risk,
    count(value_at_risk) as with_value_at_risk
from customer
where in_base
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
