-- contract_loss: for each length of term, stays by the number of terms after which they ended or were last seen.
select
    term_months,
    periods,
    sum(case when lost_on is not null then 1 else 0 end) as ended,
    sum(case when lost_on is null then 1 else 0 end)     as censored
from contract_stay
where periods >= 1
group by term_months, periods
