-- spell_contract: unbroken stays under contract; contracts that follow within a day are one stay, lost on the day after the last.
with term as (
    select
        customer_key,
        started_on,
        case when gone_on <= (select as_of from setting) then gone_on else date '9999-12-31' end as gone_on
    from stg_contract
    where started_on <= (select as_of from setting)
),
reach as (
    select
        customer_key, started_on, gone_on,
        max(gone_on) over (partition by customer_key order by started_on, gone_on
                           rows between unbounded preceding and 1 preceding) as gone_before
    from term
),
numbered as (
    select *, sum(case when gone_before is null or started_on > gone_before then 1 else 0 end)
        over (partition by customer_key order by started_on, gone_on rows unbounded preceding) as spell_number
    from reach
)
select
    customer_key,
    cast(spell_number as integer)          as spell_number,
    min(started_on)                        as started_on,
    nullif(max(gone_on), date '9999-12-31') as lost_on
from numbered
group by customer_key, spell_number
