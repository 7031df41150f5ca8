-- loyalty_measures: the parts and wholes of each measure of loyalty under the filters.
select measure, sum(customers) as customers, sum(part) as part, sum(whole) as whole
from loyalty
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by measure
order by measure
