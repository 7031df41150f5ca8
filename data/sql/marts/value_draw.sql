-- value_draw: the base's value on as_of under each draw of the parameters, by line and cell.
with known as (
    select line, part, cell_key, sum(value) as value from equity_base group by line, part, cell_key
)
select
    k.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(replace(r.scenario, 'draw_', '') as integer) as draw,
    sum(k.value * r.ratio)                            as value_36m
from known as k
join equity_ratio as r on r.part = k.part and r.cell_key = k.cell_key
join cell as c on c.cell_key = k.cell_key
where r.scenario like 'draw~_%' escape '~'
group by k.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, r.scenario
order by k.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, draw
