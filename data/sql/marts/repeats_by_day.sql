-- repeats_by_day: repeat purchase days of the calibration customers, by day up to as_of.
with mine as (
    select customer_key from gap
    where gap_before_days is null and ordered_on <= (select calibration_end from holdout_setting)
    and ordered_on >= (select tracked_from from holdout_setting)
)
select g.ordered_on, count(*) as purchase_days
from gap as g join mine as m on m.customer_key = g.customer_key
where g.gap_before_days is not null
group by g.ordered_on
