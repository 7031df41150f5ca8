-- dry_totals: rows and money by table, in = accepted + turned away. Money is that of transactions alone.
with judged as (
    select table_name, count(*) as rows, sum(amount) as money from turned_away group by table_name
),
delivered as (
    select table_name, sum(rows) as rows from source_file group by table_name
)
select
    d.table_name,
    cast(d.rows as bigint)                              as rows_in,
    cast(d.rows - coalesce(j.rows, 0) as bigint)        as rows_accepted,
    cast(coalesce(j.rows, 0) as bigint)                 as rows_rejected,
    case when d.table_name = 'transaction' then cast((select coalesce(sum(amount), 0) from parsed_transaction) as decimal(38, 2)) end as money_in,
    case when d.table_name = 'transaction' then cast((select coalesce(sum(amount), 0) from stg_transaction) as decimal(38, 2)) end as money_accepted,
    case when d.table_name = 'transaction' then cast(coalesce(j.money, 0) as decimal(38, 2)) end as money_rejected
from delivered as d
left join judged as j on j.table_name = d.table_name
order by d.table_name
