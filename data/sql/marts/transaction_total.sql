-- transaction_total: rows and money in, accepted, turned away; each counted on its own, so that the reconciliation can fail.
select
    (select count(*) from parsed_transaction)                                   as rows_in,
    (select count(*) from stg_transaction)                                      as rows_accepted,
    (select count(*) from rejects where table_name = 'transaction')             as rows_rejected,
    cast((select coalesce(sum(amount), 0) from parsed_transaction) as decimal(38, 4)) as money_in,
    cast((select coalesce(sum(amount), 0) from stg_transaction) as decimal(38, 4))    as money_accepted,
    cast((select coalesce(sum(amount), 0) from rejects where table_name = 'transaction') as decimal(38, 4)) as money_rejected
