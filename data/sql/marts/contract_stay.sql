-- contract_stay: unbroken stays under contract with their usual term, and how many terms they lasted.
-- A term that is not given is the contract's own length in months where it has an end, else one month.
with described as (
    select
        c.customer_key,
        c.started_on,
        c.gone_on,
        cast(greatest(coalesce(
            round(c.term_months),
            case when c.ends_on is not null and c.gone_on = c.ends_on + 1 then round(date_diff('day', c.started_on, c.ends_on + 1) / 30.4375) end,
            1
        ), 1) as integer) as term_months,
        cast(c.monthly_fee as double) * c.margin_rate as monthly_margin
    from stg_contract as c
),
stay as (
    select
        s.customer_key,
        s.spell_number,
        s.started_on,
        s.lost_on,
        min(d.term_months) as term_months,
        sum(case when d.gone_on is null or d.gone_on > (select as_of from setting) then d.monthly_margin else 0 end) as monthly_margin
    from spell_contract as s
    join described as d on d.customer_key = s.customer_key
        and d.started_on >= s.started_on and (s.lost_on is null or d.started_on < s.lost_on)
        and d.started_on <= (select as_of from setting)
    group by s.customer_key, s.spell_number, s.started_on, s.lost_on
),
dated as (
    select
        *,
        date_diff('day', started_on, coalesce(lost_on, (select as_of from setting) + 1)) / 30.4375 as tenure_months
    from stay
)
select
    customer_key,
    spell_number,
    started_on,
    lost_on,
    term_months,
    monthly_margin,
    case when lost_on is not null then greatest(1, cast(round(tenure_months / term_months) as integer))
         else cast(floor((tenure_months + 0.1) / term_months) as integer) end as periods,
    round(tenure_months, 2) as tenure_months
from dated
