-- build_info: one row, the settings and facts of this build.
select
    b.build_id, b.name, b.source_label, b.sample, b.built_at, 6 as schema_version,
    s.as_of, s.log_start, s.observable_from,
    case when s.last_complete_month >= date_trunc('month', s.log_start) then s.last_complete_month end as last_complete_month,
    s.lapse_days, s.lapse_days_source,
    cast(l.p90_first_quarter_days as integer) as lapse_days_first_quarter,
    cast(l.median_gap_days as integer)        as median_gap_days,
    c.false_loss_rate,
    s.lines,
    case when s.margin_source = 'none' then 'revenue' else 'margin' end as value_kind,
    s.margin_source, s.margin_rate, s.currency, s.discount_rate, s.horizon_months, s.timezone, s.risk_days,
    (select count(*) from customer_state) as customers,
    t.rows_in, t.rows_accepted, t.rows_rejected, t.money_in, t.money_accepted, t.money_rejected,
    b.purchase_model,
    coalesce(o.old_customers_possible, false) as old_customers_possible
from build_fact as b, setting as s, lapse_fact as l, transaction_total as t
left join lapse_choice as c on c.is_chosen
left join old_customers as o on true
