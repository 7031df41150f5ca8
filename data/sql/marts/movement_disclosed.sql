-- movement from a firm's published figures: one cell, the grain disclosed and the coarser ones that it fills.
with base as (
    select grain, period_start, opening, acquired, lost, closing, coalesce(revenue, 0) as revenue, coalesce(margin, revenue, 0) as margin
    from disclosure_period
),
wider as (
    select * from base
    union all
    select 'quarter', cast(date_trunc('quarter', period_start) as date), arg_min(opening, period_start), sum(acquired), sum(lost),
        arg_max(closing, period_start), sum(revenue), sum(margin)
    from base where grain = 'month' group by date_trunc('quarter', period_start)
    union all
    select 'year', cast(date_trunc('year', period_start) as date), arg_min(opening, period_start), sum(acquired), sum(lost),
        arg_max(closing, period_start), sum(revenue), sum(margin)
    from base where grain <> 'year' group by date_trunc('year', period_start)
)
select
    grain, period_start,
    case grain when 'month' then strftime(period_start, '%Y-%m')
               when 'quarter' then cast(year(period_start) as varchar) || '-Q' || cast(quarter(period_start) as varchar)
               else cast(year(period_start) as varchar) end as period,
    'all' as line, '(none)' as first_channel, '(none)' as first_region, '(none)' as first_category,
    cast(null as integer)      as cohort_year,
    cast(opening as bigint)    as opening,
    cast(acquired as bigint)   as acquired,
    cast(0 as bigint)          as won_back,
    cast(lost as bigint)       as lost,
    cast(closing as bigint)    as closing,
    cast(greatest(opening - lost, 0) as bigint) as retained,
    cast(closing as bigint)    as active,
    cast(0 as bigint)          as purchase_days,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(margin as decimal(38, 4))  as margin
from wider
