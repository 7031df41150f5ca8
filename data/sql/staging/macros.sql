-- Reading delivered text. DuckDB only: what marts read is typed already.

-- Text without outer blanks; empty for what programs write when there is nothing.
create or replace temp macro text_or_null(t) as
    case
        when lower(trim(t, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))) in ('', 'null', 'none', 'nan', 'n/a', '#n/a', 'nat', '<na>', '\n')
            then null
        else trim(t, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288))
    end;

-- Figures in ASCII: full-width forms, typographic minus, currency signs and blanks gone, (1.00) and 1.00- are negative.
create or replace temp macro bare_number(t) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                translate(t, '０１２３４５６７８９．，－（）−', '0123456789.,-()-'),
                '(?i)(usd|cny|rmb|eur|gbp|jpy|hkd|us\$|元|圓|圆|[$€£¥￥₩₹]|[\s\x{00a0}\x{3000}''’])', '', 'g'
            ),
            '^\((.*)\)$', '-\1'
        ),
        '^([^-].*)-$', '-\1'
    );

create or replace temp macro number_text(t, comma_decimal) as
    case
        when comma_decimal then replace(replace(bare_number(t), '.', ''), ',', '.')
        -- a comma is a thousands separator only where it stands before groups of three (Chinese and Indian habits: two to four)
        when regexp_matches(bare_number(t), '^[-+]?\d{1,4}(,\d{2,4})*(,\d{3,4})(\.\d*)?$') then replace(bare_number(t), ',', '')
        else bare_number(t)
    end;

create or replace temp macro parse_money(t, comma_decimal) as
    coalesce(try_cast(case when comma_decimal then null else t end as decimal(18, 4)),
             try_cast(number_text(t, comma_decimal) as decimal(18, 4)),
             case when regexp_matches(t, '^[-+]?\d+(\.\d+)?[eE][-+]?\d+$') then try_cast(try_cast(t as double) as decimal(18, 4)) end);

create or replace temp macro parse_number(t, comma_decimal) as
    case
        when isfinite(coalesce(try_cast(case when comma_decimal then null else t end as double),
                               try_cast(number_text(t, comma_decimal) as double)))
            then coalesce(try_cast(case when comma_decimal then null else t end as double),
                          try_cast(number_text(t, comma_decimal) as double))
    end;

-- A moment with an offset is converted to the build's time zone; without one it is local time as it stands.
create or replace temp macro parse_offset(t, zone) as
    case
        when regexp_matches(t, '\d{2}:?\d{2}.*(Z|[+-]\d{2}:?\d{2})$')
            then timezone(zone, try_cast(regexp_replace(t, '([+-]\d{2})(\d{2})$', '\1:\2') as timestamptz))
    end;

create or replace temp macro parse_day_order(t, day_first) as
    case
        when not regexp_matches(t, '^\d{1,2}[/.-]\d{1,2}[/.-]\d') then null
        when regexp_matches(t, '^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(\D|$)') then
            case
                when day_first then try_strptime(replace(replace(t, '.', '/'), '-', '/'),
                    ['%d/%m/%y', '%d/%m/%y %H:%M', '%d/%m/%y %H:%M:%S', '%d/%m/%y %I:%M %p'])
                else try_strptime(replace(replace(t, '.', '/'), '-', '/'),
                    ['%m/%d/%y', '%m/%d/%y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%y %I:%M %p'])
            end
        when day_first then try_strptime(replace(replace(t, '.', '/'), '-', '/'),
            ['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I:%M %p'])
        else try_strptime(replace(replace(t, '.', '/'), '-', '/'),
            ['%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p'])
    end;

create or replace temp macro parse_year_first(t) as
    case
        when regexp_matches(t, '^\d{4}\D?\d') then try_strptime(t,
            ['%Y%m%d', '%Y/%m/%d', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y.%m.%d', '%Y.%m.%d %H:%M', '%Y.%m.%d %H:%M:%S',
             '%Y年%m月%d日', '%Y年%m月%d日 %H:%M', '%Y年%m月%d日 %H:%M:%S', '%Y年%m月%d日 %H时%M分', '%Y年%m月%d日 %H时%M分%S秒',
             '%Y-%m-%d %H:%M', '%Y%m%d %H:%M:%S', '%Y%m%d%H%M%S', '%Y-%m', '%Y/%m', '%Y年%m月'])
        when regexp_matches(t, '[A-Za-z]{3}') then try_strptime(t,
            ['%d-%b-%Y', '%d-%b-%y', '%d %b %Y', '%b %d, %Y', '%b %d %Y', '%d %B %Y', '%B %d, %Y', '%d-%b-%Y %H:%M:%S', '%d%b%Y',
             '%a %b %d %H:%M:%S %Y'])
    end;

create or replace temp macro parse_moment(t, day_first, zone) as
    coalesce(
        case when regexp_matches(t, '(Z|[+-]\d{2}:?\d{2})$') then parse_offset(t, zone) end,
        case when regexp_matches(t, '^\d{4}-\d{1,2}-\d{1,2}') then try_cast(t as timestamp) end,
        parse_year_first(t),
        parse_day_order(t, day_first)
    );

create or replace temp macro parse_flag(t) as
    case
        when lower(t) in ('1', '1.0', 'true', 't', 'yes', 'y', 'on', '是', '有', '已') then true
        when lower(t) in ('0', '0.0', 'false', 'f', 'no', 'n', 'off', '否', '无', '未') then false
    end;
