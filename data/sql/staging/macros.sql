-- Reading delivered text. DuckDB only: what marts read is typed already.
-- Each macro asks first whether the text is plain, with one cheap test; only what is not goes through the long way. The
-- long way stands in a CASE, which the optimizer leaves alone: it would lift it out of a COALESCE and run it on every row.
-- list_transform([x], lambda y: ...)[1] means "let y be x": x is computed once. Long IN lists become joins: patterns instead.

create or replace macro null_word(t) as
    case when regexp_full_match(t, '(?i)|null|none|nan|n/a|#n/a|nat|<na>|\\n') then null else t end;

-- What keeps a spreadsheet from taking a text for a number: ="0138", '0138 and the `0138 of payment providers.
create or replace macro unguarded(t) as regexp_replace(t, '^(?:="([^"]*)"|`(.*)|''([\d+].*))$', '\1\2\3');

-- Text without outer blanks of any kind and without such guards; empty for what programs write when there is nothing.
create or replace macro text_or_null(t) as
    case
        when regexp_matches(t, '^([\s\x{a0}\x{2009}\x{200b}\x{202f}\x{3000}\x{feff}]|="|`|''[\d+])') or regexp_matches(t, '[\s\x{a0}\x{2009}\x{200b}\x{202f}\x{3000}\x{feff}]$')
            then list_transform([trim(t, ' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160) || chr(8201) || chr(8203)
                                         || chr(8239) || chr(12288) || chr(65279))], lambda u: null_word(trim(unguarded(u))))[1]
        when strlen(t) > 4 then t
        else null_word(t)
    end;

-- Ids that a program took for numbers: 17850.0 is 17850 where all ids of the file are so written.
create or replace macro is_no_float_id(t) as not coalesce(text_or_null(t) is null or regexp_full_match(text_or_null(t), '\d+\.0+'), true);
create or replace macro plain_id(t) as regexp_replace(text_or_null(t), '\.0+$', '');

-- Figures in ASCII: full-width, Arabic and Persian forms, typographic minus, currency signs and blanks gone, (1.00) and 1.00- are negative.
create or replace macro bare_number(t) as
    regexp_replace(
        regexp_replace(
            regexp_replace(
                translate(t, '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬．，－＋（）−', '012345678901234567890123456789.,.,-+()-'),
                '(?i)(rs\.?|inr|usd|cny|rmb|eur|gbp|jpy|hkd|chf|pln|brl|sek|nok|dkk|aud|cad|kr\.?|zł|руб\.?|hk\$|us\$|r\$|元|圓|圆|[$€£¥￥＄￡₩₹₽₺฿₫]|[\s\x{a0}\x{2009}\x{202f}\x{3000}''’])', '', 'g'
            ),
            '^\((.*)\)$', '-\1'
        ),
        '^([^-].*)-$', '-\1'
    );

-- The number as SQL writes it. Separators of thousands must stand where they belong; what does not fit the file's style is
-- no number (1.50 in a file with decimal commas, 1,5 in one with points): turned away, not guessed.
create or replace macro number_text(b, comma_decimal) as
    case
        when comma_decimal then
            case when regexp_matches(b, '^[-+]?(\d{1,3}(\.\d{3})+|\d+)(,\d*)?$') then replace(replace(b, '.', ''), ',', '.') end
        -- groups of three; of two and three in India; of four in China
        when regexp_matches(b, '^[-+]?([1-9]\d{0,2}(,\d{2,3})*,\d{3}|[1-9]\d{0,3}(,\d{4})+)(\.\d*)?$') then replace(b, ',', '')
        else b
    end;

create or replace macro parse_money(t, comma_decimal) as
    case
        when t is null then null
        when not comma_decimal and try_cast(t as decimal(18, 4)) is not null then try_cast(t as decimal(18, 4))
        else list_transform([bare_number(t)], lambda b: try_cast(number_text(b, comma_decimal) as decimal(18, 4)))[1]
    end;

create or replace macro finite(x) as case when isfinite(x) then x end;

create or replace macro parse_number(t, comma_decimal) as
    case
        when t is null then null
        when not comma_decimal and try_cast(t as double) is not null then finite(try_cast(t as double))
        else finite(list_transform([bare_number(t)], lambda b: try_cast(number_text(b, comma_decimal) as double))[1])
    end;

-- Typed columns of Parquet files: what they hold where it fits, else nothing, and the text is judged.
create or replace macro moment_of(x) as try_cast(x as timestamp);
create or replace macro money_of(x) as try_cast(x as decimal(18, 4));
create or replace macro number_of(x) as finite(try_cast(x as double));

create or replace macro parse_day_order(t, day_first) as
    case
        when not regexp_matches(t, '^\d{1,2}/\d{1,2}/\d') then null
        when regexp_matches(t, '^\d{1,2}/\d{1,2}/\d{2}(\D|$)') then
            case
                when day_first then try_strptime(t, ['%d/%m/%y', '%d/%m/%y %H:%M', '%d/%m/%y %H:%M:%S', '%d/%m/%y %I:%M %p'])
                else try_strptime(t, ['%m/%d/%y', '%m/%d/%y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%y %I:%M %p'])
            end
        when day_first then try_strptime(t,
            ['%d/%m/%Y', '%d/%m/%Y %H:%M', '%d/%m/%Y %H:%M:%S', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I:%M %p', '%d/%m/%Y %H:%M:%S.%f'])
        else try_strptime(t,
            ['%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p', '%m/%d/%Y %H:%M:%S.%f'])
    end;

-- A local moment; `t` has neither a zone nor dots or dashes between its parts (they are slashes).
create or replace macro parse_local(t, day_first) as
    case
        when regexp_matches(t, '^\d{4}\D?\d') then try_strptime(t,
            ['%Y/%m/%d', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M:%S.%f', '%Y/%m/%d %I:%M %p', '%Y/%m/%d %I:%M:%S %p',
             '%Y/%m/%dT%H:%M', '%Y/%m/%dT%H:%M:%S', '%Y/%m/%dT%H:%M:%S.%f', '%Y%m%d', '%Y%m%d %H:%M', '%Y%m%d %H:%M:%S', '%Y%m%d%H%M%S',
             '%Y%m%dT%H%M%S', '%Y%m%dT%H%M', '%Y年%m月%d日', '%Y年%m月%d日 %H:%M', '%Y年%m月%d日 %H:%M:%S', '%Y年%m月%d日 %H时%M分',
             '%Y年%m月%d日 %H时%M分%S秒', '%Y年%m月%d日%H时%M分', '%Y年%m月%d日%H时%M分%S秒', '%Y/%m', '%Y年%m月'])
        when regexp_matches(t, '[A-Za-z]{3}') then try_strptime(t,
            ['%d/%b/%y', '%d/%b/%Y', '%d %b %y', '%d %b %Y', '%b %d, %Y', '%b %d %Y', '%d %B %Y', '%B %d, %Y', '%d/%b/%Y %H:%M:%S', '%d %b %Y %H:%M:%S',
             '%b %d, %Y %I:%M:%S %p', '%b %d, %Y %I:%M %p', '%b %d, %Y %H:%M:%S', '%b %d, %Y %H:%M', '%d %b %Y %H:%M', '%d/%b/%Y %H:%M',
             '%d%b%Y', '%d%b%Y:%H:%M:%S', '%a %b %d %H:%M:%S %Y', '%a, %d %b %Y %H:%M:%S'])
        else parse_day_order(t, day_first)
    end;

-- One spelling for many: slashes between the parts of a date, digits of other scripts, full-width colons, AM and PM after the time.
create or replace macro one_spelling(t) as
    regexp_replace(
        regexp_replace(
            regexp_replace(translate(t, '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹：／－　', '012345678901234567890123456789:/- '), '^(\d{1,4})[-./](\d{1,2}|[A-Za-z]{3})[-./](\d)', '\1/\2/\3'),
            '^(\d{4})[-.](\d{1,2})$', '\1/\2'
        ),
        '\s*(上午|下午)\s*(\S+)$',
        case when contains(t, '下午') then ' \2 PM' else ' \2 AM' end
    );

-- Days as numbers: a spreadsheet's (5 digits, day 1 is 1900-01-01 with its leap-year slip), seconds, milliseconds, micro- or
-- nanoseconds since 1970, which are UTC.
create or replace macro parse_day_number(t, zone) as
    case
        when regexp_full_match(t, '[2-6]\d{4}') then timestamp '1899-12-30' + to_days(try_cast(t as integer))
        when regexp_full_match(t, '[2-6]\d{4}\.\d+') then timestamp '1899-12-30' + to_seconds(round(try_cast(t as double) * 86400))
        else timezone(zone, timezone('UTC', case
            when regexp_full_match(t, '1\d{9}(\.\d+)?') then make_timestamp(try_cast(split_part(t, '.', 1) as bigint) * 1000000)
            when regexp_full_match(t, '1\d{12}(\.0+)?') then make_timestamp(try_cast(split_part(t, '.', 1) as bigint) * 1000)
            when regexp_full_match(t, '1\d{15}') then make_timestamp(try_cast(t as bigint))
            when regexp_full_match(t, '1\d{18}') then make_timestamp(try_cast(t as bigint) // 1000)
        end))
    end;

create or replace macro has_zone(t) as regexp_matches(t, '[T:]\d{2}.*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$');

create or replace macro zone_minutes(t) as
    list_transform([regexp_extract(t, '([+-])(\d{2}):?(\d{2})?$', ['sign', 'hours', 'minutes'])],
        lambda z: case when z.sign = '' then 0 else (case z.sign when '-' then -1 else 1 end)
            * (coalesce(try_cast(z.hours as integer), 0) * 60 + coalesce(try_cast(z.minutes as integer), 0)) end)[1];

-- A moment with an offset is converted to the build's time zone, where one was chosen; else it is local time as it stands: the
-- evening in New York (22:10 -0500) is not the next day because nobody named a zone. zone: empty where none was chosen.
create or replace macro parse_moment(t, day_first, zone) as
    case
        when t is null then null
        when regexp_matches(t, '^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2}(\.\d+)?)?$') then try_cast(t as timestamp)
        when regexp_full_match(t, '[2-6]\d{4}(\.\d+)?|1\d{9}(\d{3}|\d{6}|\d{9})?(\.\d+)?') then parse_day_number(t, coalesce(nullif(zone, ''), 'UTC'))
        when has_zone(t) and zone = '' then
            list_transform([one_spelling(regexp_replace(t, '\s*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$', ''))], lambda s: parse_local(s, day_first))[1]
        when has_zone(t) then
            timezone(coalesce(nullif(zone, ''), 'UTC'), timezone('UTC',
                list_transform([one_spelling(regexp_replace(t, '\s*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$', ''))], lambda s: parse_local(s, day_first))[1]
                - to_minutes(zone_minutes(t))))
        else list_transform([one_spelling(t)], lambda s: parse_local(s, day_first))[1]
    end;

-- Days in the forms that nearly all files have; of the others is_short_day has a year of two digits. Amounts with a sign or an ending of their own.
create or replace macro is_usual_day(t) as regexp_matches(t,
    '^((19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|GMT|[-+]\d\d(:?\d\d)?))?)?|\d{1,2}[-/.]\d{1,2}[-/.](19|20)\d\d( \d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?)?|(19|20)\d{6}(\d{6})?|[2-6]\d{4}(\.\d+)?|1\d{9}(\d{3}|\d{6}|\d{9})?(\.\d+)?|(19|20)\d\d年\d{1,2}月(\d{1,2}日( \d{1,2}:\d\d(:\d\d)?)?)?|(19|20)\d\d[-/.]\d{1,2}|\d{1,2}[-/ ](?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/ ]\d\d(\d\d)?( \d{1,2}:\d\d(:\d\d)?)?|(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \d{1,2}, \d{4}( \d{1,2}:\d\d(:\d\d)?( [AaPp][Mm])?)?)$');
create or replace macro is_short_day(t) as regexp_matches(t, '^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?([ T].*)?$|^\d{6}$');
create or replace macro is_odd_money(t) as regexp_matches(t,
    '(?i)(nt|\b[acs]|mx)\$|rp|thb|idr|vnd|twd|krw|sgd|zar|try|mxn|rub|fr\.|tl|[圆元]整|円|원|\d\s*[万萬億亿k]|cr\.?$|dr\.?$|haben|soll|[,.]\s*[-–—]+$|^[-+]?r ?\d');

-- What a report writes beside a sum: such a row is no purchase.
create or replace macro is_total_word(t) as
    coalesce(regexp_full_match(t, '(?i)((grand|sub|overall)[ -]?)?totals?[:：]?|sum|gesamt(summe)?|summe|zwischensumme|(总|小|共)?合?计[:：]?|累计|总额'), false);

-- Words that no firm is called: such a row is a sum wherever it stands, with a date or without.
create or replace macro is_surely_total(t) as
    coalesce(regexp_full_match(t, '(?i)(grand|sub|overall)[ -]?totals?[:：]?|gesamtsumme|zwischensumme|(总|小|共|合)计[:：]?|累计'), false);

-- Money in cents, by the name of its column: amount_in_cents, 金额(分).
create or replace macro is_in_cents(name) as regexp_matches(name, '(?i)(^|[^a-z])(cents?|pence|minor[ _]units?)([^a-z]|$)|[（(]分[)）]|_分$');

-- What one of a column's units is, by its name: cents, thousands, 金额(万元).
create or replace macro money_unit(name) as
    case
        when is_in_cents(name) then 0.01
        when regexp_matches(name, '(?i)[（(]\s*(百万元?|in millions?|millions?)\s*[)）]') then 1000000.0
        when regexp_matches(name, '[（(]\s*[万萬]元?\s*[)）]|_万元?$') then 10000.0
        when regexp_matches(name, '(?i)[（(]\s*(千元?|in thousands|thousands|000s?)\s*[)）]') then 1000.0
        else 1.0
    end;

-- What tills and shops write for a customer they do not know: no person, and as one customer the largest of all.
create or replace macro is_nobody(t) as
    coalesce(regexp_full_match(t, '(?i)guest([ _-]?(checkout|user|customer))?|walk[ _-]?in([ _-]customer)?|anonymous|unknown|not registered|cash (customer|sale)s?|laufkunde|barverkauf|divers|consumidor final|client divers|test([ _-]?(customer|user|account))?|散客|匿名(用户|客户)?|非会员|游客|未知|测试|-1|9{5,}'), false);

-- What the status of an order says. Cancelled or never paid: no purchase. Returned: none either where the row still has its
-- whole amount. A pipeline of deals names those that were won, a log of events those that were purchases; then only these are.
create or replace macro says_cancelled(t) as
    coalesce(regexp_matches(t, '(?i)^(wc-)?((order|payment|transaction|closed)[ _-]*)?(cancell?ed|cancellation|void|voided|failed|failure|declined|rejected|denied|unpaid|not paid|abandoned|draft|expired|lost|storniert|annull?[ié]\w*|cancelad[oa]|anulad[oa])\b|^(pending|awaiting|waiting for)[ _-]*(payment|buyer)|取消|关闭|作废|(待|未|等待)(买家)?(付款|支付)|(付款|支付|交易)失败'), false);
create or replace macro says_returned(t) as
    coalesce(regexp_full_match(t, '(?i)(wc-)?((order|payment|fully)[ _-]*)?(refund|refunded|returned|return|charge[ _-]?back|charged[ _-]back|reversed)|.*(已退款|全额退款|退款成功|退款完成|已退货).*'), false);
create or replace macro says_won(t) as coalesce(regexp_full_match(t, '(?i)((closed|deal)[ _-]*)?won|赢单|已成交'), false);
create or replace macro says_bought(t) as
    coalesce(regexp_full_match(t, '(?i)purchase[ds]?|buy|bought|transaction|order(ed)?|checkout[ _-]?complete(d)?|购买|下单'), false);
create or replace macro says_browsed(t) as
    coalesce(regexp_full_match(t, '(?i)pv|page[ _-]?view|views?|clicks?|impressions?|(add|remove)[ _-]?(to|from)[ _-]?cart|cart|fav(ou?rite)?|wish[ _-]?list|收藏|加购|浏览|点击'), false);

create or replace macro parse_flag(t) as
    case
        when regexp_full_match(t, '(?i)1|1\.0|true|t|yes|y|on|是|有|已') then true
        when regexp_full_match(t, '(?i)0|0\.0|false|f|no|n|off|否|无|未') then false
    end;
