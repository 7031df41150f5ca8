"""The equity statement of real builds: it closes in every cell, month follows month, and its ends are the snapshots."""

import shutil

import pytest


@pytest.fixture
def open_copy(open_warehouse, tmp_path):
    """A connection to a copy: pages tested in this process may hold the file with other settings."""
    return lambda path: open_warehouse(shutil.copy(path, tmp_path))


@pytest.fixture
def tenth(open_copy, cdnow_tenth_warehouse):
    return open_copy(cdnow_tenth_warehouse)


@pytest.fixture
def demo(open_copy, demo_warehouse):
    return open_copy(demo_warehouse)


@pytest.fixture(params=["tenth", "demo"])
def any_build(request):
    return request.getfixturevalue(request.param)


def test_every_cell_closes_to_the_cent(any_build):
    cells, open_ones = any_build.execute(
        "select count(*), count(*) filter (where rest <> 0) from (select sum(case when entry = 'closing' then -amount "
        "else amount end) as rest from equity_statement group by closed_on, line, first_channel, first_region, "
        "first_category, cohort_year)"
    ).fetchone()
    assert cells > 10
    assert open_ones == 0


def test_each_opening_is_the_closing_before(any_build):
    rows = any_build.execute(
        "with total as (select line, closed_on, sum(amount) filter (where entry = 'opening') as opening, "
        "sum(amount) filter (where entry = 'closing') as closing from equity_statement group by line, closed_on) "
        "select opening, lag(closing) over (partition by line order by closed_on) from total"
    ).fetchall()
    pairs = [(opening, before) for opening, before in rows if before is not None]
    assert len(pairs) >= 11
    assert all(opening == before for opening, before in pairs)


def test_closings_and_losses_are_those_of_the_snapshots(tenth):
    """Counted from the snapshots by a way of its own."""
    expected = tenth.execute(
        "select snapshot_on, sum(cast(value_36m as decimal(18, 2))), count(*) from snapshot where in_base "
        "group by snapshot_on order by snapshot_on"
    ).fetchall()
    found = tenth.execute(
        "select closed_on, sum(amount), sum(customers)::bigint from equity_statement where entry = 'closing' "
        "group by closed_on order by closed_on"
    ).fetchall()
    assert found == expected[1:]
    lost = tenth.execute(
        "select count(*) from snapshot as before join snapshot as after on after.customer_key = before.customer_key "
        "and after.snapshot_on = last_day(before.snapshot_on + 1) where before.in_base and not after.in_base"
    ).fetchone()[0]
    stated = tenth.execute("select sum(customers) from equity_statement where entry = 'lost'").fetchone()[0]
    assert stated == lost > 0


def test_today_is_the_base_of_the_customers(any_build):
    today, customers = any_build.execute(
        "select (select sum(value_36m) from equity_today where line = 'all'), "
        "(select sum(value_36m) from customer where in_base)"
    ).fetchone()
    assert today == pytest.approx(customers, rel=1e-9)
    now, draws, mean, spread = any_build.execute(
        "select (select sum(value_36m) from equity_sensitivity where line = 'all' and scenario = 'now'), count(*), "
        "avg(value), stddev(value) from (select draw, sum(value_36m) as value from value_draw where line = 'all' group by draw)"
    ).fetchone()
    assert now == pytest.approx(today, rel=1e-9)
    assert draws == 200
    assert abs(mean - today) < spread


def test_more_retention_and_less_discount_are_worth_more(any_build):
    value = dict(
        any_build.execute(
            "select scenario, sum(value_36m) from equity_sensitivity where line = 'all' group by scenario"
        ).fetchall()
    )
    steps = ("minus_points", "minus_percent", "plus_percent", "plus_points")
    rising = [value[f"retention_{step}"] for step in steps]
    falling = [value[f"discount_{step}"] for step in steps]
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)
    assert rising[1] < value["now"] < rising[2]


def test_contracts_are_part_of_the_statement(demo):
    closing, today, parts = demo.execute(
        "select (select sum(amount) from equity_statement where line = 'contract' and entry = 'closing' and closed_on = "
        "(select max(closed_on) from equity_statement)), (select sum(value_36m) from equity_today where line = 'contract'), "
        "(select count(distinct line) from equity_statement)"
    ).fetchone()
    assert parts == 3
    assert float(closing) == pytest.approx(today, abs=5.0)


def test_spending_is_kept_by_month_and_kind(demo, tenth):
    kinds = {kind for (kind,) in demo.execute("select distinct kind from spend_month").fetchall()}
    assert {"acquisition", "retention"} <= kinds
    assert tenth.execute("select count(*) from spend_month").fetchone() == (0,)


def test_acquired_add_up_to_the_customers(any_build):
    came, customers = any_build.execute(
        "select (select sum(acquired) from acquired_value where line = 'all'), (select count(*) from customer)"
    ).fetchone()
    assert came == customers
