-- equity_today: the base's value on as_of by line, cell and segment by score, and the variance of what its customers will bring.
select
    e.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    p.rfm_segment, p.rfm_scores,
    count(distinct e.customer_key) as customers,
    sum(e.value)                   as value_36m,
    sum(e.variance)                as outcome_variance
from equity_base as e
join cell as c on c.cell_key = e.cell_key
join customer as p on p.customer_key = e.customer_key
group by e.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, p.rfm_segment, p.rfm_scores
