-- rfm: the scores of today.
select
    customer_key, last_gap_days, typical_gap_days, overdue, cast(purchases_12m as integer) as purchases_12m,
    cast(value_12m as decimal(18, 4)) as value_12m,
    cast(recency_plain as integer) as recency_plain, cast(recency as integer) as recency,
    cast(purchases as integer) as purchases, cast(money as integer) as money,
    segment, segment_plain
from rfm_score
where not is_check
order by customer_key
