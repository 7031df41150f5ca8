-- movement_by_period: the movement of the base per period of one grain and line, summed over the chosen cells.
select
    grain, line, period_start,
    sum(opening)       as opening,
    sum(acquired)      as acquired,
    sum(won_back)      as won_back,
    sum(lost)          as lost,
    sum(closing)       as closing,
    sum(retained)      as retained,
    sum(active)        as active,
    sum(purchase_days) as purchase_days,
    sum(revenue)       as revenue,
    sum(margin)        as margin
from movement
where grain = $grain and line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and period_start >= coalesce(cast($period_from as date), date '0001-01-01')
    and period_start <= coalesce(cast($period_to as date), date '9999-12-31')
group by grain, line, period_start
order by period_start
