-- churn_state: histories (x, t_x, T) of everybody who had bought by the learning day, as known then, with their number.
with known as (
    select
        customer_key,
        count(*) - 1                                              as frequency,
        date_diff('day', min(ordered_on), max(ordered_on))        as recency_days,
        date_diff('day', min(ordered_on), max(n.learnt_on))       as age_days
    from gap, learning_day as n
    where ordered_on <= n.learnt_on
    group by customer_key
)
select frequency, recency_days, age_days, count(*) as customers
from known
group by frequency, recency_days, age_days
