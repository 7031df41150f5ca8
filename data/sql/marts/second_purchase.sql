-- second_purchase: whole weeks from the first purchase day to the second, or to as_of where there is none yet.
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(floor(g.gap_days / 7) as integer)          as weeks,
    sum(case when g.is_open then 0 else 1 end)      as bought,
    sum(case when g.is_open then 1 else 0 end)      as censored
from gap as g
join customer_cell as c on c.customer_key = g.customer_key
where g.gap_before_days is null
group by all
