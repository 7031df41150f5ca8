-- quality_customer: customer records with the source that they name (the twelve that most name), whether the customer has a
-- purchase or contract, and the day of the first purchase.
with common as (
    select source from parsed_customer where source is not null group by source order by count(*) desc, source limit 12
),
bought as (
    select t.customer_id, min(t.ordered_on) as first_on
    from parsed_transaction as t
    where t.reason is null and t.is_purchase and t.ordered_on <= (select as_of from setting)
    group by t.customer_id
)
select
    p.*,
    case when p.source is null then '(none)' when p.source in (select source from common) then p.source else '(other)' end as said_source,
    case when p.customer_id is not null then p.customer_id in (select customer_id from customer_key) end as is_known,
    b.first_on
from parsed_customer as p
left join bought as b on b.customer_id = p.customer_id
