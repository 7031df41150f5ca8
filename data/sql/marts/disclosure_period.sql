-- disclosure_period: what a firm discloses by period, completed where a figure follows from the others; the first usable
-- period is the first whose opening and flows are known. Losses are opening + additions - closing where all three are known.
with accepted as (
    select * from parsed_disclosure where reason is null
),
spaced as (
    select *, date_diff('day', lag(period_on) over (order by period_on), period_on) as step_days from accepted
),
grain as (
    select case when median(step_days) < 45 then 'month' when median(step_days) < 200 then 'quarter' else 'year' end as grain,
        case when median(step_days) < 45 then 1 when median(step_days) < 200 then 3 else 12 end as months
    from spaced
),
period as (
    select
        g.grain,
        g.months,
        cast(case g.grain when 'month' then date_trunc('month', a.period_on) when 'quarter' then date_trunc('quarter', a.period_on)
                          else date_trunc('year', a.period_on) end as date) as period_start,
        a.* exclude (file_number, row_number, reason, period_on),
        lag(a.closing_customers) over (order by a.period_on) as closing_before
    from accepted as a, grain as g
),
completed as (
    select
        grain,
        period_start,
        closing_customers,
        monthly_churn_rate,
        coalesce(closing_before, closing_customers - gross_additions + losses)                           as opening,
        coalesce(gross_additions, closing_customers - closing_before + losses,
                 closing_customers - closing_before
                     + monthly_churn_rate * months * (closing_before + closing_customers) / 2)           as acquired,
        coalesce(closing_customers, closing_before + gross_additions - losses)                          as closing,
        gross_additions is null                                                                          as acquired_is_derived,
        losses is null                                                                                   as lost_is_derived,
        losses                                                                                           as lost_delivered,
        revenue, margin, acquisition_cost
    from period
),
counted as (
    select *,
        round(opening * u.count_unit)  as opening_customers,
        round(acquired * u.count_unit) as acquired_customers,
        round(closing * u.count_unit)  as closing_count
    from completed, (select count_unit from setting) as u
)
select
    grain,
    period_start,
    cast(opening_customers as bigint)                                                                 as opening,
    cast(greatest(acquired_customers, closing_count - opening_customers) as bigint)                    as acquired,
    cast(opening_customers + greatest(acquired_customers, closing_count - opening_customers) - closing_count as bigint) as lost,
    cast(closing_count as bigint)                                                                      as closing,
    acquired_is_derived,
    lost_is_derived,
    cast(round(lost_delivered * count_unit) as bigint)                                                  as lost_delivered,
    monthly_churn_rate,
    cast(revenue as decimal(38, 4))                                                                     as revenue,
    cast(margin as decimal(38, 4))                                                                      as margin,
    acquisition_cost
from counted
where opening_customers is not null and acquired_customers is not null and closing_count is not null
