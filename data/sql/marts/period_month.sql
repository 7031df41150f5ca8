-- period_month: each month of the log with the month, quarter and year it lies in.
select 'month' as grain, period_start, period_start as month from period where grain = 'month'
union all
select 'quarter', cast(date_trunc('quarter', period_start) as date), period_start from period where grain = 'month'
union all
select 'year', cast(date_trunc('year', period_start) as date), period_start from period where grain = 'month'
