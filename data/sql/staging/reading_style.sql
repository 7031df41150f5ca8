-- reading_style: how each file of one table writes numbers and days, decided on all its rows. `written` holds its texts.
-- A decimal comma shows in 1,5 and 0,125 and 1.234,50, a decimal point in 1.5 and 0.125 and 1,234.50; 1,234 shows nothing.
-- The user's word (setting) goes first. A day-first date needs a first part above 12. `signs` are the currencies named.
-- calendar: how the whole file counts years, where that is not the usual way (buddhist 2567, roc 113, year_first 24-03-05, month 202403), or
-- spelled where some day is in no usual form; has_odd_money: some amount is in none. Both are then rewritten; see respelled.
with counted as (
    select
        file_number,
        count(*) filter (where contains(money_text, ',')
            and regexp_matches(money_text, '\d,(\d{1,2}|\d{4,})\D*$|^\D*0,\d+\D*$|\d\.\d{3},\d|\d,[-–—]'))           as comma_cells,
        count(*) filter (where contains(money_text, '.')
            and regexp_matches(money_text, '\d\.\d{3}\.\d{3}\D*$|(rp|Rp|IDR|₫|VND|đ).*\d\.\d{3}\D*$|\d\.\d{3}\D*(₫|VND|đ)$'))     as point_groups,
        count(*) filter (where contains(money_text, '.')
            and regexp_matches(money_text, '\d\.(\d{1,2}|\d{4,})\D*$|^\D*0\.\d+\D*$|\d,\d{3}\.\d'))         as point_cells,
        count(*) filter (where regexp_matches(moment_text, '^(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d'))        as first_part_days,
        count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-]\d'))        as second_part_days,
        count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-]\d{1,2}[/.-]\d'))                   as part_days,
        list(distinct regexp_extract_all(lower(money_text), 'hk\$|us\$|r\$|hkd|usd|cny|rmb|eur|gbp|jpy|inr|chf|pln|brl|sek|nok|dkk|aud|cad|zł|元|圓|圆|[$€£¥￥＄￡₩₹₽₺฿₫]'))
            filter (where regexp_matches(money_text, '[^0-9.,+\-\s]'))                                        as sign_lists,
        count(*) filter (where regexp_matches(money_text, '[^0-9.+\s]') and is_odd_money(money_text))         as odd_money,
        count(moment_text)                                                                                  as moments,
        count(*) filter (where not is_usual_day(moment_text) and not is_short_day(moment_text))              as odd_days,
        count(*) filter (where not is_usual_day(moment_text)
            and regexp_matches(moment_text, '^25\d\d[-/.年]\d{1,2}[-/.月]\d|^\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]25\d\d(\D|$)|^25\d{6}$')) as buddhist,
        count(*) filter (where not is_usual_day(moment_text)
            and regexp_matches(moment_text, '^(中華)?(民國|民国)\s*\d|^\d{3}[-/.年]\d{1,2}[-/.月]\d|^[01]\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$')) as roc,
        count(*) filter (where is_short_day(moment_text))                                                   as short_days,
        count(*) filter (where is_short_day(moment_text)
            and regexp_matches(moment_text, '^\d\d[-/.年]?(0[1-9]|1[0-2])[-/.月]?([0-2]\d|3[01])'))             as short_year_first,
        count(*) filter (where regexp_full_match(moment_text, '(19|20)\d\d(0[1-9]|1[0-2])'))                 as months,
        max(left(moment_text, 2)) filter (where is_short_day(moment_text))                                  as highest_first,
        count(distinct left(moment_text, 2)) filter (where is_short_day(moment_text))                       as first_parts,
        count(distinct regexp_extract(moment_text, '^\d\d\D?\d\d\D?(\d\d)', 1)) filter (where is_short_day(moment_text)) as third_parts
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
    case
        when moments = 0 then ''
        when buddhist >= 0.9 * moments then 'buddhist'
        when roc > 0 and roc + short_days >= 0.9 * moments then 'roc'
        when months >= 0.9 * moments then 'month'
        -- 24-03-05: the first parts are few, the third ones many; a day first would vary the other way
        when short_year_first >= 0.9 * moments and (highest_first > '31' or third_parts > 2 * first_parts) then 'year_first'
        when odd_days > 0 then 'spelled'
        else ''
    end                                                                  as calendar
from counted, (select day_order, decimal_mark from setting) as g
