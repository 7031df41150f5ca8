-- stg_contract: one row per accepted contract; gone_on is the first day no longer under contract, empty while it runs.
select
    k.customer_key,
    coalesce(p.contract_id, cast(p.row_number as varchar))                      as contract_id,
    cast(p.started_on as date)                                                  as started_on,
    cast(p.ends_on as date)                                                     as ends_on,
    cast(least(coalesce(p.ended_on, p.ends_on), coalesce(p.ends_on, p.ended_on)) as date) + 1 as gone_on,
    p.plan,
    p.term_months,
    coalesce(p.monthly_fee, 0)                                                  as monthly_fee,
    coalesce(p.margin_rate, (select margin_rate from setting), 1)               as margin_rate,
    p.channel,
    p.region
from parsed_contract as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null
