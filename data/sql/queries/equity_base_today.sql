-- equity_base_today: the base on as_of, summed over the chosen cells.
select
    sum(customers)        as customers,
    sum(value_36m)        as value_36m,
    sum(outcome_variance) as outcome_variance
from equity_today
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
