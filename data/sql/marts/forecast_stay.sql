-- forecast_stay: stays in the base and absences from it by the months they began and ended in; each line in whole, all by dimension.
with marked as (
    select
        s.line, c.first_channel, c.first_region, c.first_category, s.spell_number,
        year(s.started_on) * 12 + month(s.started_on) as started_in,
        year(s.lost_on) * 12 + month(s.lost_on)       as lost_in,
        lead(year(s.started_on) * 12 + month(s.started_on))
            over (partition by s.line, s.customer_key order by s.spell_number) as returned_in
    from spell as s
    join customer_cell as k on k.customer_key = s.customer_key
    join cell as c on c.cell_key = k.cell_key
),
part as (
    select line, first_channel, first_region, first_category,
        case when spell_number = 1 then 'first' else 'returned' end as part, started_in as began_in, lost_in as ended_in
    from marked
    union all
    select line, first_channel, first_region, first_category, 'lapsed', lost_in, returned_in
    from marked where lost_in is not null
),
final as (
    select
        line,
        case when grouping(first_channel) = 0 then 'first_channel' when grouping(first_region) = 0 then 'first_region'
             else 'first_category' end as dimension,
        case when grouping(first_channel) = 0 then first_channel when grouping(first_region) = 0 then first_region
             else first_category end as value,
        part, began_in, ended_in, count(*) as customers
    from part where line = 'all'
    group by grouping sets (
        (line, part, began_in, ended_in, first_channel),
        (line, part, began_in, ended_in, first_region),
        (line, part, began_in, ended_in, first_category)
    )
)
select line, 'total' as dimension, '' as value, part, began_in, ended_in, count(*) as customers
from part group by line, part, began_in, ended_in
union all
select f.* from final as f
where exists (select 1 from dimension_value as d where d.dimension = f.dimension and d.value = f.value)
