-- year_change: what changed from one calendar year to the next, customer by customer: who left, came, came back, grew, shrank.
with year as (
    select distinct year_start from customer_year
),
paired as (
    select
        coalesce(a.customer_key, b.customer_key)                                                     as customer_key,
        coalesce(a.cell_key, b.cell_key)                                                             as cell_key,
        coalesce(a.year_start, cast(b.year_start + interval 12 month as date))                       as year_start,
        coalesce(a.is_first_year, false)                                                             as is_first_year,
        b.customer_key is not null                                                                   as was_there,
        a.customer_key is not null                                                                   as is_there,
        coalesce(b.margin, 0)                                                                        as before_margin,
        coalesce(a.margin, 0)                                                                        as after_margin,
        coalesce(b.revenue, 0)                                                                       as before_revenue,
        coalesce(a.revenue, 0)                                                                       as after_revenue
    from customer_year as a
    full join customer_year as b
        on b.customer_key = a.customer_key and b.year_start = cast(a.year_start - interval 12 month as date)
)
select
    p.year_start,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    case
        when p.was_there and not p.is_there then 'left'
        when not p.was_there and p.is_first_year then 'came'
        when not p.was_there then 'came_back'
        when p.after_margin >= p.before_margin then 'grew'
        else 'shrank'
    end                                               as change,
    count(*)                                          as customers,
    cast(sum(p.before_margin) as decimal(38, 4))      as before_margin,
    cast(sum(p.after_margin) as decimal(38, 4))       as after_margin,
    cast(sum(p.before_revenue) as decimal(38, 4))     as before_revenue,
    cast(sum(p.after_revenue) as decimal(38, 4))      as after_revenue
from paired as p
join cell as c on c.cell_key = p.cell_key
where p.year_start in (select year_start from year)
group by all
