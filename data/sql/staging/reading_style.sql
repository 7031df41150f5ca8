-- reading_style: how each file writes numbers and days, decided on all its rows. One row per file.
-- A decimal comma needs more cells like 1,5 than like 1.5; a day-first date needs a first part above 12.
select
    file_number,
    count(*) filter (where regexp_matches(money_text, '\d,\d{1,2}$'))
        > count(*) filter (where regexp_matches(money_text, '\d\.\d+$'))                                as comma_decimal,
    count(*) filter (where regexp_matches(moment_text, '^(1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d'))  as first_part_days,
    count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-](1[3-9]|2\d|3[01])[/.-]\d'))  as second_part_days,
    count(*) filter (where regexp_matches(moment_text, '^\d{1,2}[/.-]\d{1,2}[/.-]\d'))             as part_days,
    second_part_days <= first_part_days                                                             as day_first,
    part_days > 0 and first_part_days = 0 and second_part_days = 0                                  as day_order_assumed,
    coalesce(bool_and(regexp_matches(customer_text, '^\d+\.0$')), false)                            as id_ends_in_point_zero
from (
    select
        file_number,
        text_or_null(coalesce(amount, unit_price)) as money_text,
        text_or_null(ordered_at)                   as moment_text,
        text_or_null(customer_id)                  as customer_text
    from delivered_transaction
)
group by file_number
