-- lifetime_by_age: first stays that ended or were cut off by age in months, one line, summed over the chosen cells.
select age_months, sum(ended) as ended, sum(censored) as censored
from lifetime
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by age_months
order by age_months
