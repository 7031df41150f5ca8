-- snapshot_day: the last thirteen month ends on or before as_of.
select last_day(period_start) as snapshot_on
from period
where grain = 'month' and last_day(period_start) <= (select as_of from setting)
qualify row_number() over (order by period_start desc) <= 13
