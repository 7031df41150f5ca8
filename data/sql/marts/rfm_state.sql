-- rfm_state: customers without contract in the base at each of these days: days since the last purchase, typical gap, purchases
-- and value of the twelve months before. The typical gap is the customer's own mean gap, drawn to that of the customers of the
-- same first category by the weight of two gaps, so that one purchase or two say little.
with known as (
    select d.scored_on, d.is_check, c.customer_key, c.ordered_on, c.is_purchase_day, c.margin
    from customer_day as c
    join rfm_day as d on c.ordered_on <= d.scored_on
),
person as (
    select
        k.scored_on, k.is_check, k.customer_key,
        count(*) filter (where k.is_purchase_day)                                       as purchase_days,
        date_diff('day', min(case when k.is_purchase_day then k.ordered_on end),
                         max(case when k.is_purchase_day then k.ordered_on end))        as span_days,
        max(case when k.is_purchase_day then k.ordered_on end)                          as last_on,
        min(case when k.is_purchase_day then k.ordered_on end)                          as first_on,
        count(*) filter (where k.is_purchase_day and k.ordered_on > k.scored_on - interval 12 month) as purchases_12m,
        coalesce(sum(k.margin) filter (where k.ordered_on > k.scored_on - interval 12 month), 0)      as value_12m
    from known as k
    group by k.scored_on, k.is_check, k.customer_key
),
pace as (
    select p.scored_on, c.first_category,
        sum(p.span_days) / nullif(sum(p.purchase_days - 1), 0)                          as category_gap_days
    from person as p
    join customer_cell as c on c.customer_key = p.customer_key
    where p.purchase_days > 1
    group by p.scored_on, c.first_category
    having sum(p.purchase_days - 1) >= 30
),
overall as (
    select scored_on, sum(span_days) / nullif(sum(purchase_days - 1), 0) as all_gap_days
    from person where purchase_days > 1 group by scored_on
)
select
    p.scored_on, p.is_check, p.customer_key, p.purchases_12m, p.value_12m,
    cast(date_diff('day', p.last_on, p.scored_on) as integer)  as last_gap_days,
    cast(date_diff('day', p.first_on, p.scored_on) as integer) as age_days,
    (p.span_days + 2 * coalesce(g.category_gap_days, o.all_gap_days)) / (p.purchase_days + 1) as typical_gap_days
from person as p
join spell as s
    on s.line = case when (select lines from setting) = 'both' then 'shop' else 'all' end
    and s.customer_key = p.customer_key and s.started_on <= p.scored_on and (s.lost_on is null or s.lost_on > p.scored_on)
join customer_cell as c on c.customer_key = p.customer_key
join overall as o on o.scored_on = p.scored_on
left join pace as g on g.scored_on = p.scored_on and g.first_category = c.first_category
where p.purchase_days > 0 and o.all_gap_days > 0
