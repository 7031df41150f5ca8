"""The cube of movement against counts made in plain Python from single purchases, straight from the definitions."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

WAREHOUSES = ("cdnow_warehouse", "online_retail_warehouse", "demo_warehouse")
ONE_DAY = timedelta(days=1)

# A purchase day has a line with quantity > 0; without a quantity, a row that gives no money back is a purchase.
PURCHASE_DAYS = """
select distinct customer_key, ordered_on from stg_transaction
where case when quantity is null then amount >= 0 else quantity > 0 end
order by customer_key, ordered_on
"""
FLOW = """
select period.period_start, period.period_end,
    sum(opening), sum(acquired), sum(lost), sum(closing), sum(retained), sum(active)
from movement join period using (grain, period_start)
where line = (select case when lines = 'both' then 'shop' else 'all' end from build_info) and grain = $grain
group by period.period_start, period.period_end
order by period.period_start
"""
LOST_IN_HALF_A_YEAR = """
with standing as (
    select
        bool_or(started_on < $first and coalesce(lost_on >= $first, true)) as opening,
        bool_or(started_on <= $last and coalesce(lost_on > $last, true)) as closing,
        count(*) filter (where lost_on between $first and $last) as crossings
    from spell where line = 'all' group by customer_key
)
select count(*) filter (where opening and not closing), sum(crossings) from standing
"""


@pytest.fixture(scope="module", params=WAREHOUSES)
def warehouse(request, connect):
    """A read-only connection to each real warehouse in turn."""
    with connect(request.getfixturevalue(request.param)) as connection:
        yield connection


@pytest.fixture(scope="module")
def purchase_days(warehouse):
    """One sorted list of purchase days for each customer."""
    by_customer = defaultdict(list)
    for customer, day in warehouse.execute(PURCHASE_DAYS).fetchall():
        by_customer[customer].append(day)
    return list(by_customer.values())


def is_in_base(days, day, lapse_days):
    """In the base at the end of `day`: the last purchase until then lies at most `lapse_days` back."""
    bought_before = bisect_right(days, day)
    return bought_before > 0 and (day - days[bought_before - 1]).days <= lapse_days


def loss_days(days, lapse_days, as_of):
    """Days on which a customer's losses are dated: last purchase + lapse_days + 1, once for each gap that long."""
    gaps = [*pairwise(days), (days[-1], None)]
    dated = (
        last + timedelta(days=lapse_days + 1) for last, then in gaps if then is None or (then - last).days > lapse_days
    )
    return [day for day in dated if day <= as_of]


def counts_by_hand(purchase_days, first, last, lapse_days, as_of):
    """Opening, acquired, lost, closing, retained, active of the period from `first` to `last`."""
    before = first - ONE_DAY
    opening = [is_in_base(days, before, lapse_days) for days in purchase_days]
    closing = [is_in_base(days, last, lapse_days) for days in purchase_days]
    return (
        sum(opening),
        sum(first <= days[0] <= last for days in purchase_days),
        sum(first <= lost_on <= last for days in purchase_days for lost_on in loss_days(days, lapse_days, as_of)),
        sum(closing),
        sum(o and c for o, c in zip(opening, closing, strict=True)),
        sum(bisect_right(days, last) > bisect_left(days, first) for days in purchase_days),
    )


@pytest.mark.parametrize("grain", ["quarter", "year"])
def test_every_period_equals_a_count_by_hand(grain, warehouse, purchase_days):
    lapse_days, as_of = warehouse.execute("select lapse_days, as_of from build_info").fetchone()
    for first, last, *counted in warehouse.execute(FLOW, {"grain": grain}).fetchall():
        assert tuple(counted) == counts_by_hand(purchase_days, first, last, lapse_days, as_of), first


@pytest.fixture(scope="module")
def cdnow(cdnow_warehouse, connect):
    """A read-only connection to all of CDNOW."""
    with connect(cdnow_warehouse) as connection:
        yield connection


def test_cdnow_keeps_every_row_and_cent(cdnow):
    """The delivered file: zero amounts and exact duplicates are purchases and stay."""
    facts = "select customers, rows_in, rows_accepted, rows_rejected, money_accepted::varchar from build_info"
    customers, rows_in, rows_accepted, rows_rejected, money = cdnow.execute(facts).fetchone()
    assert (customers, rows_in, rows_accepted, rows_rejected) == (23570, 69659, 69659, 0)
    assert float(money) == 2500315.63


def test_cdnow_lapse_window_is_200_days(cdnow):
    facts = cdnow.execute("select lapse_days, median_gap_days, lapse_days_first_quarter from build_info").fetchone()
    assert facts == (200, 34, 280)


def test_cdnow_losses_of_the_first_half_of_1998(cdnow):
    """2,953 customers of the opening base are outside at the close; 3,697 losses are dated in it."""
    half = {"first": date(1998, 1, 1), "last": date(1998, 6, 30)}
    assert cdnow.execute(LOST_IN_HALF_A_YEAR, half).fetchone() == (2953, 3697)


def test_cdnow_cohorts_of_the_first_quarter(cdnow):
    cohorts = "select sum(acquired) from cohort_age where line = 'all' group by cohort_month order by cohort_month"
    assert [size for (size,) in cdnow.execute(cohorts).fetchall()] == [7846, 8476, 7248]


def test_online_retail_lapse_window_is_110_days(online_retail_warehouse, connect):
    with connect(online_retail_warehouse) as connection:
        assert connection.execute("select median_gap_days, lapse_days from build_info").fetchone() == (28, 110)
