-- month_value: the base's value at the last month ends, by cell, with this build's parameters.
select
    s.snapshot_on,
    'all' as line,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    count(*)             as customers,
    sum(s.value_36m)     as value_36m,
    sum(s.value_at_risk) as value_at_risk
from snapshot as s
join customer_cell as c on c.customer_key = s.customer_key
where s.in_base and s.value_36m is not null
group by all
