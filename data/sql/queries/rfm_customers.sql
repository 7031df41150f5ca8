-- rfm_customers: customers of a segment, or of a range of scores where segment is null, the most valuable first; judged: only those
-- that the plain recency sees otherwise (recent_but_overdue, quiet_but_on_time). A page of them, or all for rows = null.
select
    r.customer_key, c.customer_id, r.value_12m, r.purchases_12m, r.last_gap_days, r.typical_gap_days, r.overdue,
    r.recency, r.purchases, r.money, c.last_on, count(*) over () as customers
from rfm as r
join customer as c on c.customer_key = r.customer_key
where (cast($segment as varchar) is null or r.segment = $segment)
    and r.recency between $recency_from and $recency_to
    and r.purchases between $purchases_from and $purchases_to
    and r.money between $money_from and $money_to
    and case cast($judged as varchar)
        when 'recent_but_overdue' then r.recency_plain >= 4 and r.recency <= 2
        when 'quiet_but_on_time' then r.recency_plain <= 2 and r.recency >= 4
        else true end
    and coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
order by r.value_12m desc, r.customer_key
limit cast($rows as bigint) offset cast($skip as bigint)
