-- spell: stays in the base by line. In "all" a customer is in the base while in either; a firm with one line has "all" only.
with either as (
    select customer_key, started_on, coalesce(lost_on, date '9999-12-31') as lost_on from spell_shop
    union all
    select customer_key, started_on, coalesce(lost_on, date '9999-12-31') from spell_contract
),
reach as (
    select *, max(lost_on) over (partition by customer_key order by started_on, lost_on
                                 rows between unbounded preceding and 1 preceding) as lost_before
    from either
),
numbered as (
    select *, sum(case when lost_before is null or started_on > lost_before then 1 else 0 end)
        over (partition by customer_key order by started_on, lost_on rows unbounded preceding) as spell_number
    from reach
)
select 'all' as line, customer_key, cast(spell_number as integer) as spell_number, min(started_on) as started_on,
    nullif(max(lost_on), date '9999-12-31') as lost_on
from numbered
where (select lines from setting) = 'both'
group by customer_key, spell_number
union all
select 'all', customer_key, spell_number, started_on, lost_on from spell_shop where (select lines from setting) = 'shop'
union all
select 'all', customer_key, spell_number, started_on, lost_on from spell_contract where (select lines from setting) = 'contract'
union all
select 'shop', customer_key, spell_number, started_on, lost_on from spell_shop where (select lines from setting) = 'both'
union all
select 'contract', customer_key, spell_number, started_on, lost_on from spell_contract where (select lines from setting) = 'both'
