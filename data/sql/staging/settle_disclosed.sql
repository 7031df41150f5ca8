-- Complete `setting` where a firm gives no customers but its published figures.
update scratch.main.setting set
    as_of = s.last_on, log_start = s.first_on, observable_from = s.first_on, lines = 'disclosure', margin_source = 'none',
    lapse_days_source = 'default', last_complete_month = s.last_month
from (
    select
        last_day(cast(max(period_start) + (max(case grain when 'month' then 1 when 'quarter' then 3 else 12 end) - 1) * interval 1 month as date)) as last_on,
        min(period_start) as first_on,
        cast(max(period_start) + (max(case grain when 'month' then 1 when 'quarter' then 3 else 12 end) - 1) * interval 1 month as date) as last_month
    from disclosure_period
) as s
