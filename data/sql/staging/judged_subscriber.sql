-- judged_subscriber: rows of the list with the reasons that need more than being readable.
select
    * replace (
        case
            when reason is not null then reason
            when tenure_months < 0 or tenure_months > 1200 then 'tenure_months_out_of_range'
            when monthly_fee < 0 or monthly_fee > 100000000000 then 'monthly_fee_out_of_range'
        end as reason
    )
from parsed
