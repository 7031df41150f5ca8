-- contract_of_subscriber: a contract for each row of a list as of one day; files and rows are those of the list.
-- It began as many months before that day as the customer has been there. Who has left is gone on that very day: the list
-- says that somebody left, not when.
with known as (
    select
        s.*,
        (select as_of from setting)                                        as seen_on,
        lower(coalesce(s.contract_type, ''))                               as type,
        cast(round(s.tenure_months) as integer)                            as months
    from parsed_subscriber as s
    where s.reason is null
)
select
    file_number, row_number, customer_id,
    cast(least(seen_on - to_months(months), case when has_left then seen_on - 1 else seen_on end) as date) as started_on,
    cast(case when has_left then seen_on - 1 end as date)                  as ended_on,
    contract_type                                                          as plan,
    cast(case
        when regexp_matches(type, '\d+[ -]*(month|mon\b|mth|个月)') then try_cast(regexp_extract(type, '(\d+)', 1) as double)
        when regexp_matches(type, '\d+[ -]*(year|yr|annual|年)') then 12 * try_cast(regexp_extract(type, '(\d+)', 1) as double)
        when regexp_matches(type, 'month|月') then 1
        when regexp_matches(type, 'two|两年|二年|bienni|biannual') then 24
        when regexp_matches(type, 'three|三年') then 36
        when regexp_matches(type, 'quarter|季') then 3
        when regexp_matches(type, 'year|annual|年') then 12
    end as double)                                                         as term_months,
    monthly_fee, channel, region
from known
