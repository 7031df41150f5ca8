-- period: months, quarters and years from the first observed day to as_of.
with bound as (
    select log_start, as_of, observable_from from setting
),
month as (
    select cast(m as date) as period_start
    from bound, generate_series(date_trunc('month', log_start), date_trunc('month', as_of), interval 1 month) as s(m)
),
every_grain as (
    select 'month' as grain, period_start, cast(period_start + interval 1 month as date) as next_start from month
    union all
    select distinct 'quarter', cast(date_trunc('quarter', period_start) as date),
        cast(date_trunc('quarter', period_start) + interval 3 month as date) from month
    union all
    select distinct 'year', cast(date_trunc('year', period_start) as date),
        cast(date_trunc('year', period_start) + interval 12 month as date) from month
)
select
    grain,
    period_start,
    least(next_start - 1, as_of)                            as period_end,
    next_start - 1 > as_of or period_start < log_start      as is_incomplete,
    period_start < observable_from                          as is_burn_in
from every_grain, bound
