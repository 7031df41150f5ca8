-- stage_move: customers by stage at the end of a month and of the month before ("" for those not yet customers), by cell.
-- Customers who were lapsed and stay so are left out: they are the rest of all who ever bought.
select
    a.month,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    coalesce(b.stage, case when c.first_on >= a.month then '' else 'lapsed' end) as stage_before,
    a.stage,
    count(*) as customers
from customer_stage as a
join customer_cell as c on c.customer_key = a.customer_key
left join customer_stage as b on b.customer_key = a.customer_key and b.month = cast(a.month - interval 1 month as date)
where a.month > (select min(month) from customer_stage)
group by all
