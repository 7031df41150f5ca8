-- feature: what was known of each customer of the base at the end of a feature day. Nothing later enters.
-- usual_gap_days: mean gap between the customer's own purchase days, with one gap of the whole base added, so that
-- somebody who bought once has one too.
with fact as (
    select
        b.feature_on,
        b.customer_key,
        min(case when f.purchase_days = 1 then f.known_on end)                             as first_on,
        max(case when f.purchase_days = 1 then f.known_on end)                             as last_on,
        sum(f.purchase_days)                                                               as purchase_days,
        sum(case when f.known_on > b.feature_on - 91 then f.purchase_days else 0 end)      as purchase_days_3m,
        sum(case when f.known_on > b.year_before then f.purchase_days else 0 end)          as purchase_days_12m,
        -- rounded: sums of the same amounts in another order are the same
        round(sum(case when f.known_on > b.feature_on - 91 then f.value else 0 end), 4)    as value_3m,
        round(sum(case when f.known_on > b.year_before then f.value else 0 end), 4)        as value_12m,
        sum(f.purchase_lines)                                                              as purchase_lines,
        sum(f.promoted_lines)                                                              as promoted_lines,
        sum(f.return_lines)                                                                as return_lines,
        sum(f.categories)                                                                  as categories,
        sum(f.channels)                                                                    as channels,
        sum(case when f.known_on > b.year_before then f.contacts else 0 end)               as contacts_12m,
        sum(case when f.known_on > b.year_before then f.service_cases else 0 end)          as service_cases_12m,
        sum(case when f.known_on > b.year_before then f.complaints else 0 end)             as complaints_12m,
        sum(f.service_cases) - sum(f.resolved)                                             as open_cases,
        max(f.member)                                                                      as member
    from (select *, cast(feature_on - interval 12 month as date) as year_before from feature_base) as b
    join feature_fact as f on f.customer_key = b.customer_key and f.known_on <= b.feature_on
    group by b.feature_on, b.customer_key
),
survey as (
    select b.feature_on, b.customer_key, e.amount as satisfaction
    from feature_base as b
    join feature_event as e on e.kind = 'satisfaction' and e.customer_key = b.customer_key and e.known_on <= b.feature_on
    qualify row_number() over (partition by b.feature_on, b.customer_key order by e.known_on desc) = 1
),
timed as (
    select
        *,
        date_diff('day', first_on, last_on)       as recency_days,
        date_diff('day', last_on, feature_on)     as last_gap_days
    from fact
),
paced as (
    select
        *,
        case when last_on is not null then
            (recency_days + coalesce(
                sum(cast(recency_days as double)) over (partition by feature_on)
                    / nullif(sum(case when purchase_days > 1 then purchase_days - 1 else 0 end) over (partition by feature_on), 0),
                180)) / purchase_days
        end as usual_gap_days
    from timed
)
select
    b.feature_on,
    b.customer_key,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    p.last_on is not null                                                           as has_shop,
    n.customer_key is not null                                                      as under_contract,
    cast(case when p.last_on is not null then p.purchase_days - 1 end as double)    as frequency,
    cast(p.recency_days as double)                                                  as recency_days,
    cast(date_diff('day', p.first_on, b.feature_on) as double)                      as age_days,
    cast(date_diff('day', c.first_on, b.feature_on) as double)                      as tenure_days,
    cast(p.last_gap_days as double)                                                 as last_gap_days,
    p.usual_gap_days,
    p.last_gap_days / nullif(p.usual_gap_days, 0)                                   as gap_ratio,
    cast(p.purchase_days_3m as double)                                              as purchase_days_3m,
    cast(p.purchase_days_12m as double)                                             as purchase_days_12m,
    p.purchase_days_3m / nullif(cast(p.purchase_days_12m as double), 0)             as recent_share,
    coalesce(p.value_3m, 0)                                                         as value_3m,
    coalesce(p.value_12m, 0)                                                        as past_12m_value,
    p.value_12m / nullif(p.purchase_days_12m, 0)                                    as spend_per_purchase,
    cast(p.categories as double)                                                    as categories,
    cast(p.channels as double)                                                      as channels,
    p.promoted_lines / nullif(cast(p.purchase_lines as double), 0)                  as promotion_share,
    p.return_lines / nullif(cast(p.purchase_lines + p.return_lines as double), 0)   as return_share,
    cast(coalesce(p.contacts_12m, 0) as double)                                                  as contacts_12m,
    cast(coalesce(p.service_cases_12m, 0) as double)                                             as service_cases_12m,
    cast(coalesce(p.complaints_12m, 0) as double)                                                as complaints_12m,
    cast(greatest(coalesce(p.open_cases, 0), 0) as double)                                       as open_cases,
    s.satisfaction,
    coalesce(p.member, 0) = 1                                                       as is_member,
    n.term_months,
    n.monthly_margin,
    n.tenure_months                                                                 as contract_months,
    n.renewals_made,
    n.months_to_renewal
from feature_base as b
join customer_cell as c on c.customer_key = b.customer_key
left join paced as p on p.customer_key = b.customer_key and p.feature_on = b.feature_on
left join survey as s on s.customer_key = b.customer_key and s.feature_on = b.feature_on
left join feature_contract as n on n.customer_key = b.customer_key and n.feature_on = b.feature_on
