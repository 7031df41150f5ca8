-- movement: opening + acquired + won_back - lost = closing, by grain, period, line and cell of the fixed dimensions.
with flow as (
    select
        p.grain, p.period_start, b.line, b.cell_key,
        sum(b.acquired) as acquired, sum(b.won_back) as won_back, sum(b.lost) as lost,
        arg_max(b.closing, b.month) as closing
    from base_month as b
    join period_month as p on p.month = b.month
    group by p.grain, p.period_start, b.line, b.cell_key
),
keyed as (
    select grain, period_start, line, cell_key from flow
    union
    select grain, period_start, line, cell_key from activity_period
),
final as (
    select
        k.grain, k.period_start, k.line, k.cell_key,
        coalesce(f.closing - f.acquired - f.won_back + f.lost, 0) as opening,
        coalesce(f.acquired, 0) as acquired,
        coalesce(f.won_back, 0) as won_back,
        coalesce(f.lost, 0)     as lost,
        coalesce(f.closing, 0)  as closing,
        coalesce(f.closing - f.acquired - f.won_back + f.lost, 0) - coalesce(l.left_opening, 0) as retained,
        coalesce(a.active, 0)        as active,
        coalesce(a.purchase_days, 0) as purchase_days,
        coalesce(a.revenue, 0)       as revenue,
        coalesce(a.margin, 0)        as margin
    from keyed as k
    left join flow as f on f.grain = k.grain and f.period_start = k.period_start and f.line = k.line and f.cell_key = k.cell_key
    left join left_opening as l on l.grain = k.grain and l.period_start = k.period_start and l.line = k.line and l.cell_key = k.cell_key
    left join activity_period as a on a.grain = k.grain and a.period_start = k.period_start and a.line = k.line and a.cell_key = k.cell_key
)
select
    f.grain, f.period_start,
    case f.grain when 'month' then strftime(f.period_start, '%Y-%m')
                 when 'quarter' then cast(year(f.period_start) as varchar) || '-Q' || cast(quarter(f.period_start) as varchar)
                 else cast(year(f.period_start) as varchar) end as period,
    f.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(f.opening as bigint)  as opening,
    cast(f.acquired as bigint) as acquired,
    cast(f.won_back as bigint) as won_back,
    cast(f.lost as bigint)     as lost,
    cast(f.closing as bigint)  as closing,
    cast(f.retained as bigint) as retained,
    cast(f.active as bigint)   as active,
    cast(f.purchase_days as bigint) as purchase_days,
    cast(f.revenue as decimal(38, 4)) as revenue,
    cast(f.margin as decimal(38, 4))  as margin
from final as f
join cell as c on c.cell_key = f.cell_key
