-- trait_stay: who of the base half a year ago is still in the base, by what was known of the customer then. Each trait splits
-- those of whom it is known; what the data never tell (no promotion codes, no survey, no members) has no rows.
with last_end as (
    select max(feature_on) as until_on from feature_snapshot
),
start_end as (
    select max(f.feature_on) as feature_on, max(e.until_on) as until_on
    from feature_snapshot as f
    cross join last_end as e
    where date_diff('day', f.feature_on, e.until_on) >= 180
),
known as (
    select f.*, s.until_on
    from feature_snapshot as f
    join start_end as s on s.feature_on = f.feature_on
),
middle as (
    select percentile_cont(0.5) within group (order by satisfaction) as satisfaction from known
),
trait as (
    select customer_key, feature_on, until_on, past_12m_value, 'promotion' as trait, promotion_share >= 0.5 as has_trait
    from known
    where promotion_share is not null and (select max(promotion_share) from known) > 0
    union all
    select customer_key, feature_on, until_on, past_12m_value, 'satisfied', satisfaction >= (select satisfaction from middle)
    from known
    where satisfaction is not null
    union all
    select customer_key, feature_on, until_on, past_12m_value, 'member', is_member
    from known
    where is_member is not null and (select bool_or(is_member) from known)
),
still as (
    select f.customer_key
    from feature_snapshot as f
    join last_end as e on f.feature_on = e.until_on
)
select
    t.trait,
    t.has_trait,
    t.feature_on                                              as feature_on,
    t.until_on                                                as until_on,
    count(*)                                                  as customers,
    count(*) - count(s.customer_key)                          as left_customers,
    coalesce(sum(cast(t.past_12m_value as double)), 0)        as past_12m_value
from trait as t
left join still as s on s.customer_key = t.customer_key
group by t.trait, t.has_trait, t.feature_on, t.until_on
