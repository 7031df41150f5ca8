-- respelled: days and amounts in spellings that few files have, each distinct one as the macros read it. Made only where a file has some.
-- `written` holds the texts of one table, `odd_style` its files in question: calendar says how a file counts years (buddhist 2567, roc 113,
-- year_first 24-03-05, month 202403), or spelled for days that tell it themselves; zone is the one chosen, or empty.
with day as (
    select distinct w.file_number, w.moment_text as text, s.calendar, s.zone
    from written as w
    join odd_style as s on s.file_number = w.file_number
    where w.moment_text is not null and s.calendar <> '' and not (s.calendar = 'spelled' and is_usual_day(w.moment_text))
),
-- Without /Date()/, brackets, names of weekdays, commas before the time, dots in it; 12-hour clocks as AM and PM; 2024. 3. 5. with slashes.
bare as (
    select *,
        trim(regexp_replace(regexp_replace(regexp_replace(text,
            '^/Date\((\d+)([-+]\d{4})?\)/$', '\1'),
            '\s*[（(][^（()）]*[)）]', ' '),
            '(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+|[,，]?\s*(星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일', ' ')) as a
    from day
),
-- Local times stay as they are where no zone was chosen; where one was, a zone that is only named cannot be moved.
local as (
    select *,
        case when zone <> '' then a else regexp_replace(regexp_replace(a, '([0-9MmZ])\s*\[?[A-Z][A-Za-z]+/[A-Za-z_/]+\]?$', '\1'),
            '\s+(CST|CET|CEST|PST|PDT|EST|EDT|MST|MDT|CDT|JST|KST|IST|BST|HKT|SGT|ICT|WIB|AEST|AEDT|MSK|EET|EEST|WET|WEST)(\s+\d{4})?$', '\2') end as b
    from bare
),
clocked as (
    select *,
        trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(b,
            '^(\d{4})\s*[年년.]\s*(\d{1,2})\s*[月월.]\s*(\d{1,2})\s*[日일.]?\s*', '\1/\2/\3 '),
            '午前|오전|凌晨|清晨|早上', '上午'),
            '午後|오후|中午|晚上', '下午'),
            '(上午|下午)\s*(1[3-9]|2[0-3]):', ' \2:'),
            '(?i)\s*([ap])\.\s?m\.?$', ' \1M'),
            '\s+(GMT|UTC)([-+]\d{2}:?\d{2})$', ' \2'),
            '(\d)(st|nd|rd|th)\s', '\1 ')) as c
    from local
),
tidy as (
    select *,
        trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(c,
            '(\d{4}),\s+(\d{1,2}:)', '\1 \2'),
            '^(\S*\d)[ T](\d{1,2})\.(\d{2})\.(\d{2})(\.\d+)?', '\1 \2:\3:\4'),
            '^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}) (\d{1,2})h?$', '\1 \2:00'),
            '^(\d{8}) (\d{6})$', '\1\2'),
            '^([2-6]\d),(\d{3})$', '\1\2')) as u
    from clocked
),
-- Of each form its parts: an era, an ISO week, a quarter, a month, a day with the name of its month.
part as (
    select *,
        regexp_extract(text, '25\d\d')                                                                       as buddhist,
        regexp_extract(text, '^(?:中華民國|民國|民国)?\s*(\d{1,3})(\D.*|\d{4})$', ['y', 'rest'])              as roc,
        regexp_extract(u, '^(令和|平成|昭和|大正|[RHS])\s*(元|\d{1,2})[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})日?(.*)$', ['era', 'y', 'm', 'd', 'rest']) as era,
        regexp_extract(u, '^(\d{4})[-/ ]?W(\d{1,2})(?:-?([1-7]))?$', ['y', 'w', 'd'])                        as week,
        regexp_extract(u, '^(\d{4})\s*[-/ 年]?\s*(?:[Qq]|第)([1-4])(?:季度?)?$', ['y', 'q'])                 as quarter,
        regexp_extract(u, '^[Qq]([1-4])[-/ ]*''?(\d{4})$', ['q', 'y'])                                       as quarter_first,
        regexp_extract(u, '^(\d{1,2})[-/.]((?:19|20)\d{2})$', ['m', 'y'])                                    as month,
        regexp_extract(u, '^([^\d\W]{3,10})\.?[-/ ,]+''?(\d{4}|\d{2})$', ['m', 'y'])                         as named_month,
        regexp_extract(u, '^(\d{1,2})\.?[- ]\s*(?:de\s+)?([^\d\s.-]{3,10})\.?[- ]\s*(?:de\s+)?(\d{4}|\d{2})((?:\s.*)?)$', ['d', 'm', 'y', 'rest']) as named_day,
        regexp_extract(u, '^([A-Za-z]{3,9})\.? (\d{1,2}),? (?:(\d{1,2}:\d{2}:\d{2}) )?(\d{4})(.*)$', ['m', 'd', 'at', 'y', 'rest']) as month_first
    from tidy
),
number as (
    select *,
        try_cast(coalesce(nullif(era.m, ''), nullif(month.m, '')) as integer)                                as told_month,
        try_cast(coalesce(nullif(quarter.q, ''), nullif(quarter_first.q, '')) as integer) * 3 - 2            as quarter_month,
        lower(coalesce(nullif(named_month.m, ''), nullif(named_day.m, ''), nullif(month_first.m, '')))       as month_name,
        try_cast(coalesce(nullif(era.d, ''), nullif(named_day.d, ''), nullif(month_first.d, '')) as integer) as told_day,
        try_cast(coalesce(nullif(week.y, ''), nullif(quarter.y, ''), nullif(quarter_first.y, ''), nullif(month.y, ''), nullif(named_month.y, ''),
            nullif(named_day.y, ''), nullif(month_first.y, '')) as integer)                                  as told_year,
        case when era.y = '元' then 1 else try_cast(era.y as integer) end
            + case era.era when '令和' then 2018 when 'R' then 2018 when '平成' then 1988 when 'H' then 1988 when '昭和' then 1925 when 'S' then 1925
                when '大正' then 1911 end                                                                    as era_year,
        case when month_first.at <> '' then ' ' || month_first.at else '' end
            || coalesce(nullif(era.rest, ''), nullif(named_day.rest, ''), month_first.rest)                  as rest
    from part
),
dated as (
    select *,
        coalesce(era_year, case when told_year < 100 then 2000 + told_year else told_year end)               as y,
        coalesce(told_month, quarter_month, case
            when month_name is null then null
            when regexp_matches(month_name, '^(jan|gen|ene)') then 1 when regexp_matches(month_name, '^(f[eé][bv])') then 2
            when regexp_matches(month_name, '^(mar|mär|mrz|maa)') then 3 when regexp_matches(month_name, '^(a[pv]r|abr)') then 4
            when regexp_matches(month_name, '^(ma[iyg]|mei)') then 5 when regexp_matches(month_name, '^(jun|juin|giu)') then 6
            when regexp_matches(month_name, '^(jul|juil|lug)') then 7 when regexp_matches(month_name, '^(aug|ao[uû]|ago)') then 8
            when regexp_matches(month_name, '^(sep|set)') then 9 when regexp_matches(month_name, '^(o[ck]t|out|ott)') then 10
            when regexp_matches(month_name, '^nov') then 11 when regexp_matches(month_name, '^(d[eéi][czs])') then 12 end) as m,
        coalesce(told_day, 1)                                                                                as d
    from number
),
amount as (
    select distinct w.file_number, w.money_text as text, s.comma_decimal,
        trim(regexp_replace(regexp_replace(w.money_text,
            '(?i)nt\$|\b[acs]\$|mx\$|rp\.?|thb|idr|vnd|twd|krw|sgd|zar|try|mxn|rub|fr\.?|tl|[圆元]整|円|원|\br(\s|\d)', '\1'),
            '([,.])\s*[-–—]+$', '\100'))                                                                     as u
    from written as w
    join odd_style as s on s.file_number = w.file_number
    where s.has_odd_money and is_odd_money(w.money_text)
),
-- 1,234.50 CR is owed; 12.5万 and 12.5K are tens of thousands and thousands.
sized as (
    select *,
        case when regexp_matches(u, '[万萬]\s*元?$') then 10000 when regexp_matches(u, '[億亿]\s*元?$') then 100000000 when regexp_matches(u, '(?i)\dk$') then 1000 end as size,
        parse_money(regexp_replace(u, '(?i)\s*[万萬億亿k]\s*元?$', ''), comma_decimal)                        as small
    from amount
)
select file_number, text,
    case calendar
        when 'buddhist' then replace(text, buddhist, cast(try_cast(buddhist as integer) - 543 as varchar))
        when 'roc' then cast(try_cast(roc.y as integer) + 1911 as varchar) || roc.rest
        when 'year_first' then case when regexp_matches(text, '^\d{2}\D?\d') then case when left(text, 2) <= '69' then '20' else '19' end || text end
        when 'month' then case when regexp_full_match(text, '\d{6}') then text || '01' end
        else coalesce(
            case when try_cast(week.w as integer) between 1 and 53 then strftime(date_trunc('week', make_date(told_year, 1, 4))
                + to_days(7 * (try_cast(week.w as integer) - 1) + coalesce(try_cast(week.d as integer), 1) - 1), '%Y/%m/%d') end,
            case when y is not null and m between 1 and 12 then printf('%04d/%02d/%02d', y, m, d) || coalesce(rtrim(rest), '') end,
            nullif(u, ''), text)
    end as told
from dated
union all
select file_number, text,
    case
        when size is not null and small is not null then
            case when comma_decimal then replace(cast(small * size as varchar), '.', ',') else cast(small * size as varchar) end
        when regexp_matches(u, '(?i)\s*(cr|haben)\.?$') then '-' || regexp_replace(u, '(?i)\s*(cr|haben)\.?$', '')
        else regexp_replace(u, '(?i)\s*(dr|soll)\.?$', '')
    end
from sized
