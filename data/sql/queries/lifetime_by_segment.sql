-- lifetime_by_segment: first stays that ended or were cut off by age in months, one line, by the values of one dimension.
select
    case $dimension
        when 'first_channel' then first_channel when 'first_region' then first_region
        when 'first_category' then first_category else cast(cohort_year as varchar)
    end as value,
    age_months,
    sum(ended)    as ended,
    sum(censored) as censored
from lifetime
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by value, age_months
order by value, age_months
