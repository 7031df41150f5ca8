-- rfm_segments: customers and value by segment, and how many of them the plain recency puts elsewhere.
select
    r.segment,
    count(*)                                                                as customers,
    sum(cast(r.value_12m as double))                                        as value_12m,
    median(r.overdue)                                                       as overdue,
    count(*) filter (where r.recency_plain >= 4 and r.recency <= 2)         as recent_but_overdue,
    count(*) filter (where r.recency_plain <= 2 and r.recency >= 4)         as quiet_but_on_time
from rfm as r
join customer as c on c.customer_key = r.customer_key
where coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
group by r.segment
order by value_12m desc
