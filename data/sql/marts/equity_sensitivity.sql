-- equity_sensitivity: the base's value on as_of with another retention or discount, by line and cell.
with known as (
    select line, part, cell_key, sum(value) as value from equity_base group by line, part, cell_key
)
select
    k.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    r.scenario,
    sum(k.value * r.ratio) as value_36m
from known as k
join equity_ratio as r on r.part = k.part and r.cell_key = k.cell_key
join cell as c on c.cell_key = k.cell_key
where r.scenario not like 'draw~_%' escape '~'
group by k.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, r.scenario
