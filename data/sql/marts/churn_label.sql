-- churn_label: who of the base of a feature day left: bought nothing in the risk_days after it and is under no contract
-- at their end. Days whose window as_of cuts short have no label.
with window_end as (
    select d.feature_on, d.feature_on + cast((select risk_days from setting) as integer) as window_on
    from feature_day as d
    where d.feature_on + cast((select risk_days from setting) as integer) <= (select as_of from setting)
),
bought as (
    select distinct b.feature_on, b.customer_key
    from feature_base as b
    join window_end as w on w.feature_on = b.feature_on
    join gap as g on g.customer_key = b.customer_key and g.ordered_on > w.feature_on and g.ordered_on <= w.window_on
),
held as (
    select distinct b.feature_on, b.customer_key
    from feature_base as b
    join window_end as w on w.feature_on = b.feature_on
    join stg_contract as c on c.customer_key = b.customer_key
        and c.started_on <= w.window_on and (c.gone_on is null or c.gone_on > w.window_on)
)
select b.feature_on, b.customer_key, o.customer_key is null and h.customer_key is null as leaves
from feature_base as b
join window_end as w on w.feature_on = b.feature_on
left join bought as o on o.customer_key = b.customer_key and o.feature_on = b.feature_on
left join held as h on h.customer_key = b.customer_key and h.feature_on = b.feature_on
