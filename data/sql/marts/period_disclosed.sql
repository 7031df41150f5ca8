-- period of a firm's published figures: the grains of its movement; a year or quarter is whole when all its parts are there.
with part as (
    select grain, period_start, case grain when 'month' then 1 when 'quarter' then 3 else 12 end as months from disclosure_period
),
wider as (
    select grain, period_start, months, months as filled_months from part
    union all
    select 'quarter', cast(date_trunc('quarter', period_start) as date), 3, sum(months) from part where grain = 'month'
    group by date_trunc('quarter', period_start)
    union all
    select 'year', cast(date_trunc('year', period_start) as date), 12, sum(months) from part where grain <> 'year'
    group by date_trunc('year', period_start)
)
select
    grain,
    period_start,
    last_day(cast(period_start + (months - 1) * interval 1 month as date)) as period_end,
    filled_months < months                                                   as is_incomplete,
    false                                                                    as is_burn_in
from wider
