-- value_draw: the base's value on as_of under each draw of the parameters, by line and cell.
with known as (
    select line, part, cell_key, sum(value) as value from equity_base group by line, part, cell_key
),
drawn as (
    select part, cell_key, cast(replace(scenario, 'draw_', '') as integer) as draw, ratio
    from equity_ratio
    where scenario like 'draw~_%' escape '~'
),
-- added up by number: a cell is one combination of its names
valued as (
    select k.line, k.cell_key, r.draw, sum(k.value * r.ratio) as value_36m
    from known as k
    join drawn as r on r.part = k.part and r.cell_key = k.cell_key
    group by k.line, k.cell_key, r.draw
)
select v.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, v.draw, v.value_36m
from valued as v
join cell as c on c.cell_key = v.cell_key
order by v.line, v.cell_key, v.draw
