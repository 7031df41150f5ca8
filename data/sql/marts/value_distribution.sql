-- value_distribution: customers by bin of their value over the horizon, in every cell and segment by score.
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year, c.rfm_segment, c.rfm_scores,
    s.line,
    p.customer_key is not null as in_base,
    cast(case when s.value_36m < 0.01 then 0
              else least(greatest(floor(20 * log10(s.value_36m) + 0.000000001) + 41, 1), 240) end as integer) as value_bin,
    count(*)             as customers,
    sum(s.value_36m)     as value_36m,
    sum(s.value_at_risk) as value_at_risk
from score as s
join customer as c on c.customer_key = s.customer_key
left join spell as p on p.line = s.line and p.customer_key = s.customer_key and p.lost_on is null
where s.value_36m is not null
group by all
