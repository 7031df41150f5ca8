-- value_grades: customers of the base and their value of the past twelve months by value grade, which needs no model.
select
    value_grade,
    count(*)                            as customers,
    sum(cast(past_12m_value as double)) as past_12m_value
from customer
where in_base
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
group by value_grade
order by value_grade
