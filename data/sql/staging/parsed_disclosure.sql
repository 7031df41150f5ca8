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
            cast(parse_moment(text_or_null(period), day_first, 'UTC') as date)
        ) as period_on,
        coalesce(gross_additions_typed, parse_number(text_or_null(gross_additions), comma_decimal))     as gross_additions,
        coalesce(losses_typed, parse_number(text_or_null(losses), comma_decimal))                       as losses,
        coalesce(closing_customers_typed, parse_number(text_or_null(closing_customers), comma_decimal)) as closing_customers,
        coalesce(monthly_churn_rate_typed,
                 case when text_or_null(monthly_churn_rate) like '%\%' escape '\'
                      then parse_number(replace(text_or_null(monthly_churn_rate), '%', ''), comma_decimal) / 100
                      else parse_number(text_or_null(monthly_churn_rate), comma_decimal) end)            as monthly_churn_rate,
        coalesce(cast(revenue_typed as double), cast(parse_money(text_or_null(revenue), comma_decimal) as double))       as revenue,
        coalesce(cast(margin_typed as double), cast(parse_money(text_or_null(margin), comma_decimal) as double))         as margin,
        coalesce(cast(acquisition_cost_typed as double), cast(parse_money(text_or_null(acquisition_cost), comma_decimal) as double)) as acquisition_cost
    from (select d.*, s.day_first, s.comma_decimal from delivered_disclosure as d join reading_style as s on s.file_number = d.file_number)
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
