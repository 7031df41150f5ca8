-- first_touch: channel, region and category of each customer's first day, fixed for good: largest amount, then alphabetical.
with first_day as (
    select customer_key, min(ordered_on) as first_on from customer_day where is_purchase_day group by customer_key
),
first_line as (
    select
        t.customer_key,
        coalesce(t.channel, '(none)')  as channel,
        coalesce(t.region, '(none)')   as region,
        coalesce(t.category, '(none)') as category,
        t.amount
    from stg_transaction as t
    join first_day as f on f.customer_key = t.customer_key and f.first_on = t.ordered_on
    where t.is_purchase
),
channel as (
    select customer_key, channel from first_line group by customer_key, channel
    qualify row_number() over (partition by customer_key order by sum(amount) desc, channel) = 1
),
region as (
    select customer_key, region from first_line group by customer_key, region
    qualify row_number() over (partition by customer_key order by sum(amount) desc, region) = 1
),
category as (
    select customer_key, category from first_line group by customer_key, category
    qualify row_number() over (partition by customer_key order by sum(amount) desc, category) = 1
),
shop as (
    select f.customer_key, f.first_on, channel.channel, region.region, category.category, 1 as preference
    from first_day as f
    join channel on channel.customer_key = f.customer_key
    join region on region.customer_key = f.customer_key
    join category on category.customer_key = f.customer_key
),
contract as (
    select customer_key, started_on as first_on, coalesce(channel, '(none)') as channel, coalesce(region, '(none)') as region,
        -- where there is no shop, what was signed tells contracts apart; beside a shop they are one category among its own
        case when (select lines from setting) = 'contract' then coalesce(plan, '(contract)') else '(contract)' end as category,
        2 as preference
    from stg_contract
    where started_on <= (select as_of from setting)
    qualify row_number() over (partition by customer_key order by started_on, contract_id) = 1
),
final as (
    select * from (select * from shop union all select * from contract)
    qualify row_number() over (partition by customer_key order by first_on, preference) = 1
)
select
    f.customer_key,
    f.first_on,
    coalesce(nullif(f.channel, '(none)'), c.channel, '(none)') as channel,
    coalesce(nullif(f.region, '(none)'), c.region, '(none)')   as region,
    f.category
from final as f
left join stg_customer as c on c.customer_key = f.customer_key
