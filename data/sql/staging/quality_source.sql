-- quality_source: customer records by where they came from (own, bought ...), as the records themselves say.
select
    coalesce(source, '(none)')                                              as source,
    cast(count(*) as bigint)                                                as rows,
    count(phone) / nullif(count(*), 0)                                      as phone_rate,
    count(email) / nullif(count(*), 0)                                      as email_rate,
    count(*) filter (where customer_id in (select customer_id from customer_key)) / nullif(count(*), 0) as buyer_rate,
    max(joined_on)                                                          as last_joined_on
from parsed_customer
where reason is null
group by coalesce(source, '(none)')
