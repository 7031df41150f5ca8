-- month_number: the month ends on or before as_of, numbered by year x 12 + month, so that months can be counted.
select
    period_start                                                     as month,
    last_day(period_start)                                           as ends_on,
    cast(year(period_start) * 12 + month(period_start) as integer)   as number
from period
where grain = 'month' and last_day(period_start) <= (select as_of from setting)
