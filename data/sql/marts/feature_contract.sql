-- feature_contract: contracts running on a feature day, from what was known then: never the day on which they end.
with running as (
    select
        b.feature_on,
        b.customer_key,
        min(coalesce(nullif(round(c.term_months), 0), 1))           as term_months,
        sum(cast(c.monthly_fee as double) * c.margin_rate)          as monthly_margin
    from feature_base as b
    join stg_contract as c on c.customer_key = b.customer_key
        and c.started_on <= b.feature_on and (c.gone_on is null or c.gone_on > b.feature_on)
    group by b.feature_on, b.customer_key
),
stay as (
    select
        r.*,
        date_diff('day', s.started_on, r.feature_on + 1) / 30.4375  as tenure_months
    from running as r
    join spell_contract as s on s.customer_key = r.customer_key
        and s.started_on <= r.feature_on and (s.lost_on is null or s.lost_on > r.feature_on)
),
counted as (
    select *, floor((tenure_months + 0.1) / term_months) as renewals_made from stay
)
select
    feature_on,
    customer_key,
    term_months,
    monthly_margin,
    tenure_months,
    renewals_made,
    greatest((renewals_made + 1) * term_months - tenure_months, 0.1) as months_to_renewal
from counted
