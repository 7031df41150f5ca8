-- day_order: files whose days could be read both ways (no part above 12), decided by the order of their rows: logs are mostly
-- written in the order of time, forwards or backwards, and only one reading keeps it. `written` holds row numbers and texts.
with part as (
    select
        file_number,
        row_number,
        try_cast(regexp_extract(moment_text, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})', 1) as integer) as first_part,
        try_cast(regexp_extract(moment_text, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})', 2) as integer) as second_part,
        try_cast(regexp_extract(moment_text, '^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})', 3) as integer) as year_part
    from written
    where file_number in (select file_number from reading_style where day_order_assumed)
),
step as (
    select
        file_number,
        year_part * 10000 + second_part * 100 + first_part
            - lag(year_part * 10000 + second_part * 100 + first_part) over (partition by file_number order by row_number) as by_day_first,
        year_part * 10000 + first_part * 100 + second_part
            - lag(year_part * 10000 + first_part * 100 + second_part) over (partition by file_number order by row_number) as by_month_first
    from part
    where first_part is not null
),
counted as (
    select
        file_number,
        least(count(*) filter (where by_day_first < 0), count(*) filter (where by_day_first > 0))     as day_first_breaks,
        least(count(*) filter (where by_month_first < 0), count(*) filter (where by_month_first > 0)) as month_first_breaks,
        count(*) filter (where by_day_first <> 0)                                                     as steps
    from step
    group by file_number
)
select file_number, day_first_breaks < month_first_breaks as day_first
from counted
where steps >= 5 and abs(day_first_breaks - month_first_breaks) >= 0.05 * steps
    and least(day_first_breaks, month_first_breaks) <= 0.02 * steps
