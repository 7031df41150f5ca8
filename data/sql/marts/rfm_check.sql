-- rfm_check: scores of one risk window before as_of against what was bought since: by both recencies, by purchases and by segment.
with bought as (
    select s.customer_key, max(case when g.ordered_on > s.scored_on then 1 else 0 end) as bought_again
    from rfm_score as s
    join gap as g on g.customer_key = s.customer_key
    where s.is_check
    group by s.customer_key
)
select
    cast(s.recency_plain as integer) as recency_plain,
    cast(s.recency as integer)       as recency,
    cast(s.purchases as integer)     as purchases,
    s.segment,
    s.segment_plain,
    count(*)                         as customers,
    sum(b.bought_again)              as bought_again
from rfm_score as s
join bought as b on b.customer_key = s.customer_key
where s.is_check
group by all
order by all
