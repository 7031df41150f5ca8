-- contract_state: the customers who are or were under contract; running ones with their renewals and the months to the next.
with latest as (
    select * from contract_stay
    qualify row_number() over (partition by customer_key order by spell_number desc) = 1
)
select
    customer_key,
    lost_on is null                                                                              as is_running,
    cast(term_months as integer)                                                                 as term_months,
    cast(periods as integer)                                                                     as renewals_made,
    greatest(round((periods + 1) * term_months - tenure_months, 1), 0.1)                         as months_to_renewal,
    monthly_margin
from latest
