-- base_month: flows and stock by line, cell and calendar month, dense from the cell's first event to as_of.
with event as (
    select s.line, c.cell_key, cast(date_trunc('month', s.started_on) as date) as month,
        case when s.spell_number = 1 then 1 else 0 end as acquired, case when s.spell_number > 1 then 1 else 0 end as won_back, 0 as lost
    from spell as s join customer_cell as c on c.customer_key = s.customer_key
    union all
    select s.line, c.cell_key, cast(date_trunc('month', s.lost_on) as date), 0, 0, 1
    from spell as s join customer_cell as c on c.customer_key = s.customer_key
    where s.lost_on is not null
),
flow as (
    select line, cell_key, month, sum(acquired) as acquired, sum(won_back) as won_back, sum(lost) as lost
    from event group by line, cell_key, month
),
grid as (
    select f.line, f.cell_key, p.period_start as month
    from (select line, cell_key, min(month) as first_month from flow group by line, cell_key) as f
    join period as p on p.grain = 'month' and p.period_start >= f.first_month
)
select
    g.line,
    g.cell_key,
    g.month,
    coalesce(f.acquired, 0) as acquired,
    coalesce(f.won_back, 0) as won_back,
    coalesce(f.lost, 0)     as lost,
    sum(coalesce(f.acquired, 0) + coalesce(f.won_back, 0) - coalesce(f.lost, 0))
        over (partition by g.line, g.cell_key order by g.month rows unbounded preceding) as closing
from grid as g
left join flow as f on f.line = g.line and f.cell_key = g.cell_key and f.month = g.month
