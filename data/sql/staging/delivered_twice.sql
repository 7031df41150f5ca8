-- delivered_twice: accepted transactions that came with an earlier file as well, for files that overlap: of the rows on the days
-- in question most are repeated, and there are some twenty of them. Two shops may sell the same for the same on one day; then few are.
-- A row that stands twice in a file and twice in the earlier one is repeated twice; three times, and one of it is new.
with copy as (
    select
        file_number, row_number, ordered_on, fingerprint,
        row_number() over (partition by fingerprint, file_number order by row_number) as copy
    from (
        select file_number, row_number, ordered_on,
            hash(customer_id, ordered_at, quantity, amount, order_id, product_id, category, channel, region, promotion) as fingerprint
        from parsed_transaction
        where reason is null
    )
),
marked as (
    select *, min(file_number) over (partition by fingerprint, copy) < file_number as is_repeated from copy
),
day_of_file as (
    select file_number, ordered_on, count(*) as rows, count(*) filter (where is_repeated) as repeated
    from marked
    group by file_number, ordered_on
    having count(*) filter (where is_repeated) > 0
),
overlapping as (
    select file_number from day_of_file
    group by file_number
    having sum(repeated) >= 20 and sum(repeated) >= 0.5 * sum(rows)
)
select file_number, row_number
from marked
where is_repeated and file_number in (select file_number from overlapping)
