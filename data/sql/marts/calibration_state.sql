-- calibration_state: customers as known at the end of the calibration part, what they did afterwards and just before.
-- Repeat purchase days only, so that a first purchase in the window before is not forecast to happen again.
with cut as (
    select calibration_end, as_of, date_diff('day', calibration_end, as_of) as holdout_days from holdout_setting, setting
),
day as (
    select
        g.customer_key,
        g.ordered_on,
        min(g.ordered_on) over (partition by g.customer_key) as first_on
    from gap as g
),
state as (
    select
        d.customer_key,
        count(*) filter (where d.ordered_on <= c.calibration_end) - 1                                    as frequency,
        date_diff('day', min(d.first_on), max(d.ordered_on) filter (where d.ordered_on <= c.calibration_end)) as recency_days,
        date_diff('day', min(d.first_on), min(c.calibration_end))                                       as age_days,
        count(*) filter (where d.ordered_on > c.calibration_end)                                        as holdout_purchases,
        count(*) filter (where d.ordered_on <= c.calibration_end and d.ordered_on > d.first_on
                         and d.ordered_on > c.calibration_end - cast(c.holdout_days as integer))        as naive_purchases
    from day as d, cut as c
    where d.first_on <= c.calibration_end
    group by d.customer_key
)
select frequency, recency_days, age_days, holdout_purchases, naive_purchases, count(*) as customers
from state
group by frequency, recency_days, age_days, holdout_purchases, naive_purchases
