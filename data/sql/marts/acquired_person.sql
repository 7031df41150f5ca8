-- acquired_person: customers acquired by a purchase at least a year before as_of: what was known on the first day, and the
-- margin of the twelve months after it.
with first_day as (
    select c.customer_key, g.first_on
    from customer_cell as c
    join (select customer_key, min(ordered_on) as first_on from customer_day where is_purchase_day group by customer_key) as g
        on g.customer_key = c.customer_key and g.first_on = c.first_on
    where g.first_on + 365 <= (select as_of from setting) and g.first_on > (select log_start from setting) + 30
),
line as (
    select t.customer_key, max(case when t.promotion is not null then 1 else 0 end) as used_promotion, count(distinct t.category) as categories
    from stg_transaction as t
    join first_day as f on f.customer_key = t.customer_key and f.first_on = t.ordered_on
    group by t.customer_key
)
select
    f.customer_key,
    f.first_on,
    c.first_channel, c.first_region, c.first_category,
    cast(l.used_promotion as integer)                                                                as used_promotion,
    cast(l.categories as integer)                                                                    as categories,
    cast(coalesce(sum(d.revenue) filter (where d.ordered_on = f.first_on), 0) as double)             as first_amount,
    cast(coalesce(sum(d.margin) filter (where d.ordered_on > f.first_on and d.ordered_on <= f.first_on + 365), 0) as double) as later_margin
from first_day as f
join customer_cell as c on c.customer_key = f.customer_key
join line as l on l.customer_key = f.customer_key
join customer_day as d on d.customer_key = f.customer_key
group by all
order by f.first_on, f.customer_key
