-- acquired_by_day: customers of the calibration part by first purchase day, from the day from which they are tracked.
select ordered_on as first_on, count(*) as customers
from gap
where gap_before_days is null and ordered_on <= (select calibration_end from holdout_setting)
    and ordered_on >= (select tracked_from from holdout_setting)
group by ordered_on
