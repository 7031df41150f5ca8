-- stage_moves: customers by stage at a month end and the month before, summed over the chosen cells.
select month, stage_before, stage, sum(customers) as customers
from stage_move
where coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
group by month, stage_before, stage
order by month, stage_before, stage
