-- rfm_score: scores 1 to 5 (5 the best) in fifths of these customers; recency twice: by days since the last purchase, and by
-- those days against the typical gap. Segments by recency and purchases, the first rule that holds.
with scored as (
    select
        *,
        last_gap_days / nullif(typical_gap_days, 0) as overdue,
        ntile(5) over (partition by scored_on order by last_gap_days desc, customer_key)                              as recency_plain,
        ntile(5) over (partition by scored_on order by last_gap_days / nullif(typical_gap_days, 0) desc, customer_key) as recency,
        ntile(5) over (partition by scored_on order by purchases_12m, value_12m, customer_key)                        as purchases,
        ntile(5) over (partition by scored_on order by value_12m, customer_key)                                       as money
    from rfm_state
),
both_ways as (
    select *, recency as r, 'own' as by_gap from scored
    union all
    select *, recency_plain, 'plain' from scored
),
named as (
    select
        *,
        case
            when r >= 4 and purchases >= 4 then 'champions'
            when r >= 4 and age_days <= (select risk_days from setting) then 'new'
            when r >= 3 and purchases >= 3 then 'loyal'
            when r >= 4 then 'promising'
            when r = 3 then 'attention'
            when purchases = 5 then 'cannot_lose'
            when purchases >= 3 then 'at_risk'
            else 'hibernating'
        end as segment
    from both_ways
)
select
    scored_on, is_check, customer_key, last_gap_days, typical_gap_days, overdue, purchases_12m, value_12m,
    recency_plain, recency, purchases, money,
    max(case when by_gap = 'own' then segment end)   as segment,
    max(case when by_gap = 'plain' then segment end) as segment_plain
from named
group by all
