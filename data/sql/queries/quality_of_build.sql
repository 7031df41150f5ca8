-- quality_of_build: rows read, turned away and without a customer of one build, and how old its data were when it was made.
select
    build_id,
    built_at,
    as_of,
    rows_in,
    rows_rejected                                                       as rows_turned_away,
    rows_rejected / nullif(rows_in, 0)                                  as turned_away_rate,
    coalesce((
        select sum(rows) from data_quality where rule = 'customer_missing' and table_name in ('transaction', 'contract')
    ), 0) / nullif(rows_in, 0)                                          as without_customer_rate,
    greatest(date_diff('day', as_of, cast(built_at as date)), 0)        as age_days
from build_info
