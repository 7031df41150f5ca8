-- forecast_money: margin of each complete month, of it from customers in the month they were acquired; each line in whole, all by dimension.
with month_cell as (
    select
        line, first_channel, first_region, first_category,
        year(cohort_month) * 12 + month(cohort_month) + age_months as month_number,
        sum(margin) as margin,
        sum(case when age_months = 0 then margin else 0 end) as margin_new
    from cohort_age group by line, first_channel, first_region, first_category, year(cohort_month) * 12 + month(cohort_month) + age_months
),
final as (
    select
        line,
        case when grouping(first_channel) = 0 then 'first_channel' when grouping(first_region) = 0 then 'first_region'
             else 'first_category' end as dimension,
        case when grouping(first_channel) = 0 then first_channel when grouping(first_region) = 0 then first_region
             else first_category end as value,
        month_number, sum(margin) as margin, sum(margin_new) as margin_new
    from month_cell where line = 'all'
    group by grouping sets (
        (line, month_number, first_channel),
        (line, month_number, first_region),
        (line, month_number, first_category)
    )
)
select
    line, 'total' as dimension, '' as value, month_number,
    cast(sum(margin) as double) as margin, cast(sum(margin_new) as double) as margin_new
from month_cell group by line, month_number
union all
select f.line, f.dimension, f.value, f.month_number, cast(f.margin as double), cast(f.margin_new as double)
from final as f
where exists (select 1 from dimension_value as d where d.dimension = f.dimension and d.value = f.value)
