-- judged_contract: contracts with the reasons that need more than one field. An end in the year 9000 or later means none.
select
    * replace (
        case when ends_on < date '9000-01-01' then ends_on end   as ends_on,
        case when ended_on < date '9000-01-01' then ended_on end as ended_on,
        case
            when reason is not null then reason
            when started_on <= date '1900-01-01' or started_on = date '1970-01-01' then 'started_on_out_of_range'
            when least(coalesce(ended_on, ends_on), coalesce(ends_on, ended_on)) < started_on then 'ends_before_start'
            when margin_rate < 0 or margin_rate > 1 then 'margin_rate_out_of_range'
            when monthly_fee < 0 or monthly_fee > 100000000000 then 'monthly_fee_out_of_range'
        end as reason
    )
from parsed
