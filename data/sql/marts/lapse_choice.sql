-- lapse_choice: what each lapse window would cost. A crossing is a gap longer than L; it was false when the customer came back.
with candidate as (
    select unnest([30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 270, 300, 330, 365, 420, 480, 545, 610, 670, 730]) as lapse_days
    union
    select lapse_days from setting
),
total as (
    select (select as_of from setting) as as_of
),
counted as (
    select
        c.lapse_days,
        sum(case when g.gap_days > c.lapse_days then g.gaps else 0 end)                       as crossings,
        sum(case when g.gap_days > c.lapse_days and not g.is_open then g.gaps else 0 end)     as came_back,
        sum(case when g.gap_days > c.lapse_days
                 and g.ordered_on + cast(c.lapse_days + 1 as integer) > t.as_of - interval 12 month
                 then g.gaps else 0 end)                                                      as lost_last_12_months,
        sum(case when g.is_open and g.gap_days <= c.lapse_days then g.gaps else 0 end)        as base
    from candidate as c, gap_count as g, total as t
    group by c.lapse_days
)
select
    cast(lapse_days as integer)                       as lapse_days,
    cast(crossings as bigint)                         as crossings,
    cast(came_back as bigint)                         as came_back,
    cast(came_back as double) / nullif(crossings, 0)  as false_loss_rate,
    cast(lost_last_12_months as bigint)               as lost_last_12_months,
    cast(base as bigint)                              as base,
    lapse_days = (select lapse_days from setting)     as is_chosen
from counted
