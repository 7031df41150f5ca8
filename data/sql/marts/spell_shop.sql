-- spell_shop: unbroken stays in the base of customers without contract. A gap longer than L ends a stay on day last + L + 1.
with numbered as (
    select
        customer_key,
        ordered_on,
        sum(case when gap_before_days is null or gap_before_days > (select lapse_days from setting) then 1 else 0 end)
            over (partition by customer_key order by ordered_on) as spell_number
    from gap
),
stay as (
    select customer_key, spell_number, min(ordered_on) as started_on, max(ordered_on) as last_on
    from numbered group by customer_key, spell_number
)
select
    customer_key,
    cast(spell_number as integer) as spell_number,
    started_on,
    case when date_diff('day', last_on, (select as_of from setting)) > (select lapse_days from setting)
        then last_on + cast((select lapse_days from setting) + 1 as integer) end as lost_on
from stay
