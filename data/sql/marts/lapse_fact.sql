-- lapse_fact: the 90 % rule. One row. Closed gaps only, so gaps still open at as_of make it read short.
with closed as (
    select gap_days, ordered_on, sum(gaps) as gaps from gap_count where not is_open group by gap_days, ordered_on
),
by_length as (
    select gap_days, sum(gaps) as gaps from closed group by gap_days
),
cumulated as (
    select gap_days, sum(gaps) over (order by gap_days) as up_to, sum(gaps) over () as total from by_length
),
early as (
    select gap_days, sum(gaps) over (order by gap_days) as up_to, sum(gaps) over () as total
    from (
        select gap_days, sum(gaps) as gaps from closed
        where ordered_on < (select log_start from setting) + interval 3 month group by gap_days
    )
)
select
    (select min(gap_days) from cumulated where up_to >= 0.5 * total) as median_gap_days,
    (select min(gap_days) from cumulated where up_to >= 0.9 * total) as p90_gap_days,
    (select min(gap_days) from early where up_to >= 0.9 * total)     as p90_first_quarter_days,
    coalesce((select max(total) from cumulated), 0)                  as closed_gaps
