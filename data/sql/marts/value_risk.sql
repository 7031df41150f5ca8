-- value_risk: customers in the base by value bin and risk bin, in every cell; counts add, so pages need no customers.
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    s.line,
    cast(case when coalesce(r.value, 0) < 0.01 then 0
              else least(greatest(floor(20 * log10(cast(r.value as double)) + 0.000000001) + 41, 1), 240) end as integer) as value_bin,
    cast(least(floor(s.p_leave * 20), 19) as integer) as risk_bin,
    count(*)                                          as customers,
    sum(cast(coalesce(r.value, 0) as double))         as past_12m_value,
    sum(s.value_36m)                                  as value_36m,
    sum(s.value_at_risk)                              as value_at_risk
from score as s
join spell as p on p.line = s.line and p.customer_key = s.customer_key and p.lost_on is null
join customer_cell as c on c.customer_key = s.customer_key
left join recent_value as r on r.line = s.line and r.customer_key = s.customer_key
where s.p_leave is not null
group by all
