-- new_contract_mix: contracts begun in the 24 months to as_of by term, with their mean margin a month at the start.
with begun as (
    select s.customer_key, s.term_months, s.started_on, sum(cast(c.monthly_fee as double) * c.margin_rate) as monthly_margin
    from contract_stay as s
    join stg_contract as c on c.customer_key = s.customer_key and c.started_on = s.started_on
    where s.spell_number = 1 and s.started_on > (select as_of from setting) - interval 24 month
    group by s.customer_key, s.term_months, s.started_on
)
select cast(term_months as integer) as term_months, count(*) as customers, avg(monthly_margin) as monthly_margin
from begun
group by term_months
