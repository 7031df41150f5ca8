-- cohort_cells: cohorts by month acquired and age in months, one line, summed over the chosen cells.
select
    cohort_month, age_months,
    sum(acquired)                as acquired,
    sum(active)                  as active,
    sum(in_base)                 as in_base,
    cast(sum(revenue) as double) as revenue,
    cast(sum(margin) as double)  as margin
from cohort_age
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by cohort_month, age_months
order by cohort_month, age_months
