-- equity_statement: customer equity from month end to month end by line and cell; the entries from opening add up to closing.
with moved as (
    select *, before_value + unwinding - released + entering as roll from equity_change
),
wide as (
    select
        m.closed_on, m.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
        count(*) filter (where was_in_base)                                              as base_before,
        count(*) filter (where is_in_base)                                               as base_after,
        count(*) filter (where is_in_base and not is_old)                                as came,
        count(*) filter (where is_in_base and not was_in_base and is_old)                as came_back,
        count(*) filter (where was_in_base and not is_in_base)                           as went,
        count(*) filter (where was_in_base and is_in_base and after_value > roll)        as rose,
        count(*) filter (where was_in_base and is_in_base and after_value < roll)        as fell,
        sum(before_value) filter (where was_in_base)                                     as opening,
        sum(unwinding) filter (where was_in_base)                                        as unwinding,
        -sum(released) filter (where was_in_base)                                        as released,
        sum(entering) filter (where was_in_base)                                         as entering,
        sum(after_value) filter (where is_in_base and not is_old)                        as acquired,
        sum(after_value) filter (where is_in_base and not was_in_base and is_old)        as won_back,
        -sum(roll) filter (where was_in_base and not is_in_base)                         as lost,
        sum(after_value - roll) filter (where was_in_base and is_in_base and after_value > roll) as grown,
        sum(after_value - roll) filter (where was_in_base and is_in_base and after_value < roll) as shrunk,
        sum(after_value) filter (where is_in_base)                                       as closing
    from moved as m
    join customer_cell as c on c.customer_key = m.customer_key
    group by m.closed_on, m.line, c.first_channel, c.first_region, c.first_category, c.cohort_year
),
entry as (
    select * from (values ('opening'), ('unwinding'), ('released'), ('entering'), ('acquired'), ('grown'), ('shrunk'),
        ('lost'), ('won_back'), ('closing')) as e(entry)
)
select
    w.closed_on, w.line, w.first_channel, w.first_region, w.first_category, w.cohort_year, e.entry,
    cast(case e.entry
        when 'acquired' then w.came when 'won_back' then w.came_back when 'lost' then w.went
        when 'grown' then w.rose when 'shrunk' then w.fell when 'closing' then w.base_after else w.base_before
    end as bigint) as customers,
    cast(coalesce(case e.entry
        when 'opening' then w.opening when 'unwinding' then w.unwinding when 'released' then w.released
        when 'entering' then w.entering when 'acquired' then w.acquired when 'grown' then w.grown
        when 'shrunk' then w.shrunk when 'lost' then w.lost when 'won_back' then w.won_back else w.closing
    end, 0) as decimal(38, 2)) as amount
from wide as w
cross join entry as e
