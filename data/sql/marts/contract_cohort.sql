-- contract_cohort: stays under contract by month of their start, terms they lasted and whether they ended; months are year x 12 + month.
select
    term_months,
    cast(year(started_on) * 12 + month(started_on) as integer) as start_month,
    periods,
    lost_on is not null                                        as is_ended,
    count(*)                                                   as contracts
from contract_stay
where periods >= 1
group by term_months, start_month, periods, is_ended
order by term_months, start_month, periods, is_ended
