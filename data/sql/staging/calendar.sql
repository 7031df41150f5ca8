-- calendar: how each file counts years, where that is not the usual way for nine tenths of its days (buddhist 2567, roc 113, year_first
-- 24-03-05, month 202403), else spelled: its days tell it themselves. Asked only where some day is in no usual form.
with counted as (
    select
        file_number,
        count(moment_text)                                                                                  as moments,
        count(*) filter (where not is_usual_day(moment_text) and not is_short_day(moment_text))              as odd_days,
        count(*) filter (where not is_usual_day(moment_text)
            and regexp_matches(moment_text, '^25\d\d[-/.年]\d{1,2}[-/.月]\d|^\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ]25\d\d(\D|$)|^25\d{6}$')) as buddhist,
        count(*) filter (where not is_usual_day(moment_text)
            and regexp_matches(moment_text, '^(中華)?(民國|民国)\s*\d|^\d{3}[-/.年]\d{1,2}[-/.月]\d|^[01]\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$')) as roc,
        count(*) filter (where not is_usual_day(moment_text) and is_short_day(moment_text))                                                   as short_days,
        count(*) filter (where not is_usual_day(moment_text) and is_short_day(moment_text)
            and regexp_matches(moment_text, '^\d\d[-/.年]?(0[1-9]|1[0-2])[-/.月]?([0-2]\d|3[01])'))             as short_year_first,
        count(*) filter (where not is_usual_day(moment_text) and regexp_full_match(moment_text, '(19|20)\d\d(0[1-9]|1[0-2])'))                 as months,
        max(left(moment_text, 2)) filter (where not is_usual_day(moment_text) and is_short_day(moment_text))                                  as highest_first,
        count(distinct left(moment_text, 2)) filter (where not is_usual_day(moment_text) and is_short_day(moment_text))                       as first_parts,
        count(distinct regexp_extract(moment_text, '^\d\d\D?\d\d\D?(\d\d)', 1)) filter (where not is_usual_day(moment_text) and is_short_day(moment_text)) as third_parts
    from written
    group by file_number
)
select
    file_number,
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
from counted
