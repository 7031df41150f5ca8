-- quality_deliveries: purchases and contracts by delivery: rows read, turned away, and those that name no customer.
with came as (
    select batch, count(*) as files, cast(sum(rows) as bigint) as rows_in
    from source_file
    where table_name in ('transaction', 'contract')
    group by batch
),
turned as (
    select batch, count(*) as rows_turned_away, count(*) filter (where reason = 'customer_missing') as without_customer
    from rejects
    where table_name in ('transaction', 'contract') and reason <> 'after_as_of'
    group by batch
)
select
    c.batch,
    c.files,
    c.rows_in,
    coalesce(t.rows_turned_away, 0)                                     as rows_turned_away,
    coalesce(t.rows_turned_away, 0) / nullif(c.rows_in, 0)              as turned_away_rate,
    coalesce(t.without_customer, 0) / nullif(c.rows_in, 0)              as without_customer_rate
from came as c
left join turned as t on t.batch = c.batch
order by c.batch
