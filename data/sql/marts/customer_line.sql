-- customer_line: customers in the base on as_of with a score, by line, with the bins of value and risk they lie in.
with valued as (
    select
        s.line, s.customer_key, s.p_leave, s.value_36m, s.value_at_risk,
        cast(coalesce(r.value, 0) as double) as past_12m_value
    from score as s
    join spell as p on p.line = s.line and p.customer_key = s.customer_key and p.lost_on is null
    left join recent_value as r on r.line = s.line and r.customer_key = s.customer_key
    where s.p_leave is not null
)
select
    line, customer_key, past_12m_value, p_leave, value_36m, value_at_risk,
    cast(case when past_12m_value < 0.01 then 0
              else least(greatest(floor(20 * log10(past_12m_value) + 0.000000001) + 41, 1), 240) end as integer) as value_bin,
    cast(least(floor(p_leave * 20), 19) as integer) as risk_bin
from valued
order by line, customer_key
