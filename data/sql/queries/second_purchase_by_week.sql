-- second_purchase_by_week: second purchases, and those still waiting, by whole weeks since the first, over the chosen cells.
select weeks, sum(bought) as bought, sum(censored) as censored
from second_purchase
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by weeks
order by weeks
