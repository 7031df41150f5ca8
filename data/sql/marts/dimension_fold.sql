-- dimension_fold: at most eight values a dimension; the smaller ones are folded into "(other)". Cohort years are all kept.
with long as (
    select 'first_channel' as dimension, channel as delivered_value, count(*) as customers from first_touch group by channel
    union all
    select 'first_region', region, count(*) from first_touch group by region
    union all
    select 'first_category', category, count(*) from first_touch group by category
),
ranked as (
    select
        dimension,
        delivered_value,
        customers,
        row_number() over (partition by dimension order by customers desc, delivered_value) as position,
        count(*) over (partition by dimension) as distinct_values
    from long
),
folded as (
    select
        dimension,
        delivered_value,
        case when distinct_values > 8 and position > 7 then '(other)' else delivered_value end as value,
        customers
    from ranked
)
select dimension, delivered_value, value, customers from folded
union all
select 'cohort_year', null, cast(year(first_on) as varchar), count(*) from first_touch group by year(first_on)
