-- score: each line's score, and "all" over both: values add; a customer leaves altogether by leaving each line.
with by_line as (
    select 'shop' as line, s.* from shop_score as s
    union all
    select 'contract', s.* from contract_score as s
)
select
    'all' as line,
    customer_key,
    max(p_alive)                                            as p_alive,
    sum(expected_purchases_12m)                             as expected_purchases_12m,
    case when count(p_leave) = count(*) then product(p_leave) end as p_leave,
    max(expected_spend)                                     as expected_spend,
    sum(value_12m)                                          as value_12m,
    sum(value_36m)                                          as value_36m,
    sum(value_36m_low)                                      as value_36m_low,
    sum(value_36m_high)                                     as value_36m_high,
    case when count(value_at_risk) = count(*) then sum(value_at_risk) end as value_at_risk
from by_line
group by customer_key
union all
select * from by_line where (select lines from setting) = 'both'
