-- matrix_movement: customers by band of value and risk at an earlier month end and now; empty bands: not in the base with a score.
-- value_starts, risk_starts: first bin of each band but the lowest.
with now as (
    select customer_key,
        len(list_filter(cast($value_starts as integer[]), lambda first: first <= value_bin)) as value_band,
        len(list_filter(cast($risk_starts as integer[]), lambda first: first <= risk_bin))   as risk_band
    from customer_line where line = $line
),
before as (
    select customer_key,
        len(list_filter(cast($value_starts as integer[]), lambda first: first <= value_bin)) as value_band,
        len(list_filter(cast($risk_starts as integer[]), lambda first: first <= risk_bin))   as risk_band
    from risk_snapshot where line = $line and snapshot_on = cast($snapshot_on as date)
)
select
    b.risk_band as risk_before, b.value_band as value_before, n.risk_band, n.value_band,
    count(*) as customers,
    count(*) filter (where b.customer_key is null and c.first_on > cast($snapshot_on as date)) as acquired
from now as n
full join before as b on b.customer_key = n.customer_key
join customer as c on c.customer_key = coalesce(n.customer_key, b.customer_key)
where coalesce(list_contains(cast($first_channel as varchar[]), c.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), c.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), c.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), c.cohort_year), true)
group by all
