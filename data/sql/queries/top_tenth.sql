-- top_tenth: the most valuable tenth of the scored base by the past twelve months, and those of it who are likely to leave.
with ranked as (
    select past_12m_value, risk, row_number() over (order by past_12m_value desc, customer_key) as place, count(*) over () as scored
    from churn_score
)
select
    count(*)                                                              as customers,
    count(*) filter (where risk >= 0.5)                                   as likely,
    coalesce(sum(past_12m_value), 0)                                      as value,
    coalesce(sum(past_12m_value) filter (where risk >= 0.5), 0)           as likely_value,
    coalesce(sum(risk), 0)                                                as expected_leavers
from ranked
where place <= ceil(scored / 10.0)
