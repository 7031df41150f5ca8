-- equity_levers: the base's value in each scenario, summed over the chosen cells.
select scenario, sum(value_36m) as value_36m
from equity_sensitivity
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by scenario
