-- quality_month: faults of the delivered purchases by month of purchase. Rows without a readable date have no month.
select
    cast(date_trunc('month', ordered_on) as date)                                                   as period_start,
    cast(count(*) as bigint)                                                                        as rows,
    cast(count(*) filter (where reason is not null) as bigint)                                      as rows_turned_away,
    count(*) filter (where reason is not null) / nullif(count(*), 0)                                as turned_away_rate,
    cast(sum(amount) as decimal(38, 4))                                                             as money,
    cast(coalesce(sum(amount) filter (where reason like 'customer%'), 0) as decimal(38, 4))         as money_without_customer
from parsed_transaction
where ordered_on is not null and ordered_on between date '1900-01-02' and (select as_of from setting)
group by date_trunc('month', ordered_on)
