-- clv_segments: the base's value on as_of by the values of one dimension.
select
    case $dimension
        when 'first_channel' then first_channel when 'first_region' then first_region
        when 'first_category' then first_category else cast(cohort_year as varchar)
    end as value,
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
group by value
order by value_36m desc, value
