-- Complete `setting` from the accepted rows. as_of: the last day observed unless chosen; contracts alone end on their last event.
update scratch.main.setting set
    as_of = coalesce(s.chosen, f.last_purchase, f.last_contract),
    log_start = f.first_day,
    lines = case when f.has_purchase and f.has_contract then 'both' when f.has_contract then 'contract' else 'shop' end,
    margin_source = case when s.rate is not null then 'rate' when f.has_margin then 'row' else 'none' end,
    usual_margin_rate = case when s.rate is not null then s.rate when f.has_margin then coalesce(f.mean_margin_rate, 0) else 1 end,
    last_complete_month = cast(date_trunc('month', coalesce(s.chosen, f.last_purchase, f.last_contract) + 1) - interval 1 month as date)
from (select as_of as chosen, margin_rate as rate from setting) as s,
(
    select
        max(last_purchase)                     as last_purchase,
        max(last_contract)                     as last_contract,
        min(first_day)                         as first_day,
        coalesce(bool_or(last_purchase is not null), false) as has_purchase,
        coalesce(bool_or(last_contract is not null), false) as has_contract,
        coalesce(bool_or(has_margin), false)   as has_margin,
        max(mean_margin_rate)                  as mean_margin_rate
    from (
        select max(ordered_on) as last_purchase, null as last_contract, min(ordered_on) as first_day, bool_or(margin is not null) as has_margin,
            cast(sum(margin) as double) / nullif(cast(sum(amount) filter (where margin is not null) as double), 0) as mean_margin_rate
        from parsed_transaction
        where reason is null and ordered_on <= coalesce((select as_of from setting), date '9999-12-31')
        union all
        select null, greatest(max(started_on), max(least(ended_on, (select today from setting)))), min(started_on), null, null
        from parsed_contract
        where reason is null and started_on <= coalesce((select as_of from setting), (select today from setting))
    )
) as f
