-- parsed_disclosure: every delivered row of a firm's published figures, read. Counts are multiplied by the unit they are given in.
with read as (
    select
        file_number,
        row_number,
        coalesce(
            cast(period_typed as date),
            try_cast(regexp_extract(text_or_null(period), '^(\d{4})\s*[-年]?\s*[Qq第]?([1-4])\s*[Qq季]?', 1)
                || case when regexp_matches(text_or_null(period), '^\d{4}\s*[-年]?\s*(Q|q|第)[1-4]|^\d{4}[1-4]?[Qq]|^\d{4}年?[1-4]季')
                        then '-' || lpad(cast(3 * cast(regexp_extract(text_or_null(period), '([1-4])\D*$', 1) as integer) as varchar), 2, '0') || '-01'
                        end as date),
            case when regexp_matches(text_or_null(period), '^\d{4}年?$') then make_date(cast(left(text_or_null(period), 4) as integer), 12, 1) end,
            cast(parse_moment(text_or_null(period), true, 'UTC') as date)
        ) as period_on,
        coalesce(gross_additions_typed, parse_number(text_or_null(gross_additions), false))     as gross_additions,
        coalesce(losses_typed, parse_number(text_or_null(losses), false))                       as losses,
        coalesce(closing_customers_typed, parse_number(text_or_null(closing_customers), false)) as closing_customers,
        coalesce(monthly_churn_rate_typed,
                 case when text_or_null(monthly_churn_rate) like '%\%' escape '\'
                      then parse_number(replace(text_or_null(monthly_churn_rate), '%', ''), false) / 100
                      else parse_number(text_or_null(monthly_churn_rate), false) end)            as monthly_churn_rate,
        coalesce(revenue_typed, cast(parse_money(text_or_null(revenue), false) as double))       as revenue,
        coalesce(margin_typed, cast(parse_money(text_or_null(margin), false) as double))         as margin,
        coalesce(acquisition_cost_typed, cast(parse_money(text_or_null(acquisition_cost), false) as double)) as acquisition_cost
    from delivered_disclosure
)
select
    *,
    case
        when period_on is null then 'period_unreadable'
        when closing_customers is null and gross_additions is null and losses is null and monthly_churn_rate is null then 'nothing_disclosed'
        when gross_additions < 0 or losses < 0 or closing_customers < 0 then 'count_negative'
        when count(*) over (partition by period_on order by row_number rows unbounded preceding) > 1 then 'period_repeated'
    end as reason
from read
