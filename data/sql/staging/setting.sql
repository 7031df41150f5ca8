-- setting: one row; what the user chose, completed by the data as the build goes on.
create table scratch.main.setting as
select
    cast($today as date)            as today,
    cast($as_of as date)            as as_of,
    cast(null as date)              as log_start,
    cast(null as date)              as observable_from,
    cast(null as date)              as last_complete_month,
    cast(null as integer)           as lapse_days,
    cast(null as varchar)           as lapse_days_source,
    cast(null as varchar)           as lines,
    cast($margin_rate as double)    as margin_rate,
    cast(null as varchar)           as margin_source,
    cast(1 as double)               as usual_margin_rate,
    cast($currency as varchar)      as currency,
    cast($discount_rate as double)  as discount_rate,
    cast($horizon_months as integer) as horizon_months,
    cast($timezone as varchar)      as timezone,
    cast($risk_days as integer)     as risk_days,
    cast($feature_months as integer) as feature_months,
    cast($count_unit as double)     as count_unit,
    cast($day_order as varchar)     as day_order,
    cast($decimal_mark as varchar)  as decimal_mark
