-- reading_style: how each file of one table writes numbers and days, decided on all its rows. `written` holds its texts.
-- A decimal comma shows in 1,5 and 0,125 and 1.234,50, a decimal point in 1.5 and 0.125 and 1,234.50; 1,234 shows nothing.
-- The user's word (setting) goes first. A day-first date needs a first part above 12. `signs` are the currencies named.
-- has_odd_days, has_odd_money: some day or amount is in none of the usual forms; see calendar and respelled.
with counted as (
    select
        file_number,
        count(*) filter (where contains(money_text, ',')
            and regexp_matches(money_text, '\d,(\d{1,2}|\d{4,})\D*$|^\D*0,\d+\D*$|\d\.\d{3},\d|\d,[-–—]'))           as comma_cells,
        count(*) filter (where (money_text like '%.%.%' or money_text ilike 'rp%.%' or money_text ilike '%idr%' or money_text like '%₫%' or money_text like '%đ%' or money_text like '%VND%')
            and regexp_matches(money_text, '\d\.\d{3}\.\d{3}\D*$|(rp|Rp|IDR|₫|VND|đ).*\d\.\d{3}\D*$|\d\.\d{3}\D*(₫|VND|đ)$'))     as point_groups,
        count(*) filter (where contains(money_text, '.')
            and regexp_matches(money_text, '\d\.(\d{1,2}|\d{4,})\D*$|^\D*0\.\d+\D*$|\d,\d{3}\.\d'))         as point_cells,
        count(*) filter (where regexp_matches(moment_text, '^(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d'))        as first_part_days,
        count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-]\d'))        as second_part_days,
        count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-]\d{1,2}[/.-]\d'))                   as part_days,
        list(distinct regexp_extract_all(lower(money_text), 'hk\$|us\$|r\$|hkd|usd|cny|rmb|eur|gbp|jpy|inr|chf|pln|brl|sek|nok|dkk|aud|cad|zł|元|圓|圆|[$€£¥￥＄￡₩₹₽₺฿₫]'))
            filter (where regexp_matches(money_text, '[^0-9.,+\-\s]'))                                        as sign_lists,
        count(*) filter (where try_cast(money_text as double) is null and is_odd_money(money_text))         as odd_money,
        count(*) - count(moment_text)                                                                       as gaps,
        count(*) filter (where moment_text is not null
            and not (moment_text like '20__-__-__' or moment_text like '20__-__-__ __:__:__' or is_usual_day(moment_text))) as odd_days
    from written
    group by file_number
)
select
    file_number,
    case g.decimal_mark when '' then comma_cells + point_groups > point_cells else g.decimal_mark = 'comma' end            as comma_decimal,
    case g.day_order when '' then second_part_days <= first_part_days else g.day_order = 'day' end          as day_first,
    part_days,
    part_days > 0 and first_part_days = 0 and second_part_days = 0 and g.day_order = ''                      as day_order_assumed,
    coalesce(list_distinct(flatten(sign_lists)), [])                     as signs,
    odd_money > 0                                                        as has_odd_money,
    gaps,
    odd_days > 0                                                         as has_odd_days
from counted, (select day_order, decimal_mark from setting) as g
