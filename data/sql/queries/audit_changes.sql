-- audit_changes: what customers did from one calendar year to the next, summed over the chosen cells.
select
    year_start, change,
    sum(customers)                       as customers,
    cast(sum(before_margin) as double)   as before_margin,
    cast(sum(after_margin) as double)    as after_margin
from year_change
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by year_start, change
order by year_start, change
