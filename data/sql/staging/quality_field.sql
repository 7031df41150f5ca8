-- quality_field: what was counted of each delivered field, by file and source. A field that a file did not bring is absent.
with fact as (select table_name, file_number, said_source, rows, unnest(facts) as fact from counted)
select
    c.table_name,
    c.said_source                                                               as source,
    f.file,
    f.batch,
    c.fact.field                                                                as field,
    c.fact.is_expected                                                          as is_expected,
    c.rows,
    c.fact.filled                                                               as filled,
    c.fact.filled / nullif(c.rows, 0)                                           as filled_rate,
    c.fact.rows_turned_away                                                     as rows_turned_away,
    c.fact.valid                                                                as valid,
    c.fact.keyed                                                                as keyed,
    c.fact.repeated                                                             as repeated,
    c.fact.compared                                                             as compared,
    c.fact.agreeing                                                             as agreeing,
    c.fact.newest_on                                                            as newest_on
from fact as c
join source_file as f on f.file_number = c.file_number and f.table_name = c.table_name
where exists (
    select 1 from column_map as m
    where m.file_number = c.file_number and (m.field = c.fact.field or (c.fact.field = 'amount' and m.field = 'unit_price'))
)
