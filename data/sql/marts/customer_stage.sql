-- customer_stage: the stage at the last 25 month ends of each customer in the base then or at the month's start, by stated
-- rules, the first that holds:
-- lapsed: out of the base; won_back: back for less than six months; new: first bought less than six months ago; growing and declining:
-- value of the last six months a quarter above or below that of the six before; mature: the rest of the base.
with month_end as (
    select period_start as month, last_day(period_start) as stage_on
    from period
    where grain = 'month' and last_day(period_start) <= (select as_of from setting)
    qualify row_number() over (order by period_start desc) <= 25
),
active as (
    select m.month, m.stage_on, s.customer_key,
        max(case when s.lost_on is null or s.lost_on > m.stage_on then s.spell_number end) as spell_number,
        max(case when s.lost_on is null or s.lost_on > m.stage_on then s.started_on end)   as spell_start
    from month_end as m
    join spell as s on s.line = 'all' and s.started_on <= m.stage_on and (s.lost_on is null or s.lost_on >= m.month)
    group by m.month, m.stage_on, s.customer_key
),
recent as (
    select
        m.month,
        a.customer_key,
        sum(case when a.month > m.month - interval 6 month then a.margin else 0 end)  as last_half,
        sum(case when a.month <= m.month - interval 6 month then a.margin else 0 end) as half_before
    from month_end as m
    join customer_month as a on a.month <= m.month and a.month > m.month - interval 12 month
    group by m.month, a.customer_key
)
select
    a.month,
    a.customer_key,
    case
        when a.spell_number is null then 'lapsed'
        when a.spell_number > 1 and a.spell_start > a.stage_on - interval 6 month then 'won_back'
        when a.spell_number = 1 and a.spell_start > a.stage_on - interval 6 month then 'new'
        when r.last_half >= 1.25 * r.half_before then 'growing'
        when coalesce(r.last_half, 0) <= 0.75 * coalesce(r.half_before, 0) then 'declining'
        else 'mature'
    end as stage
from active as a
left join recent as r on r.customer_key = a.customer_key and r.month = a.month
