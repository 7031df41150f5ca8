"""The movement identity, for every period under every filter, and against counts made by hand from single purchases."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

WAREHOUSES = ("cdnow_warehouse", "online_retail_warehouse", "demo_warehouse")
GRAINS = ("month", "quarter", "year")
STOCKS_AND_FLOWS = ("opening", "acquired", "won_back", "lost", "closing", "retained", "active")

# An empty list leaves its dimension alone. Periods without a row in the cube have had no customer in these cells.
FLOW = """
with chosen as (
    select * from movement
    where line = $line
        and (len($first_channel) = 0 or list_contains(cast($first_channel as varchar[]), first_channel))
        and (len($first_region) = 0 or list_contains(cast($first_region as varchar[]), first_region))
        and (len($first_category) = 0 or list_contains(cast($first_category as varchar[]), first_category))
        and (len($cohort_year) = 0 or list_contains(cast($cohort_year as integer[]), cohort_year))
)
select period.period_start, period.period_end,
    coalesce(sum(opening), 0), coalesce(sum(acquired), 0), coalesce(sum(won_back), 0), coalesce(sum(lost), 0),
    coalesce(sum(closing), 0), coalesce(sum(retained), 0), coalesce(sum(active), 0)
from period left join chosen on chosen.grain = period.grain and chosen.period_start = period.period_start
where period.grain = $grain
group by period.period_start, period.period_end
order by period.period_start
"""
NO_FILTER = {"first_channel": [], "first_region": [], "first_category": [], "cohort_year": []}


def filters():
    """Any subset of each dimension, by position in the list of its values."""
    some_positions = st.sets(st.integers(0, 9), max_size=3)
    return st.fixed_dictionaries(dict.fromkeys(NO_FILTER, some_positions))


@pytest.fixture(scope="module", params=WAREHOUSES)
def warehouse(request, connect):
    """A read-only connection to each real warehouse in turn."""
    with connect(request.getfixturevalue(request.param)) as connection:
        yield connection


@pytest.fixture(scope="module")
def values(warehouse):
    """Dimension -> its values, in the order of the filter."""
    found = {dimension: [] for dimension in NO_FILTER}
    for dimension, value in warehouse.execute(
        "select dimension, value from dimension_value order by position"
    ).fetchall():
        found[dimension].append(int(value) if dimension == "cohort_year" else value)
    return found


@pytest.fixture(scope="module")
def lines(warehouse):
    return [line for (line,) in warehouse.execute("select distinct line from movement order by line").fetchall()]


def flow_of(warehouse, *, line, grain, **chosen):
    """Periods in order, each a dict of stocks and flows with its first and last day."""
    rows = warehouse.execute(FLOW, {**NO_FILTER, **chosen, "line": line, "grain": grain}).fetchall()
    names = ("period_start", "period_end", *STOCKS_AND_FLOWS)
    return [dict(zip(names, row, strict=True)) for row in rows]


def at_positions(values, positions):
    """The values at the given positions, counted round, so that every drawn filter names existing values."""
    return {
        dimension: sorted({values[dimension][position % len(values[dimension])] for position in chosen})
        for dimension, chosen in positions.items()
    }


@given(positions=filters(), line_number=st.integers(0, 2), grain=st.sampled_from(GRAINS))
def test_movement_reconciles_in_every_period_under_every_filter(
    warehouse, values, lines, positions, line_number, grain
):
    line = lines[line_number % len(lines)]
    flow = flow_of(warehouse, line=line, grain=grain, **at_positions(values, positions))
    assert flow[0]["opening"] == 0
    for period in flow:
        assert period["opening"] + period["acquired"] + period["won_back"] - period["lost"] == period["closing"], period
        assert 0 <= period["retained"] <= min(period["opening"], period["closing"]), period
        assert min(period[name] for name in STOCKS_AND_FLOWS) >= 0, period
    for before, after in pairwise(flow):
        assert before["closing"] == after["opening"], after["period_start"]


@given(positions=filters(), line_number=st.integers(0, 2), grain=st.sampled_from(["quarter", "year"]))
def test_longer_periods_add_up_from_months(warehouse, values, lines, positions, line_number, grain):
    chosen = {"line": lines[line_number % len(lines)], **at_positions(values, positions)}
    months = flow_of(warehouse, grain="month", **chosen)
    for period in flow_of(warehouse, grain=grain, **chosen):
        within = [m for m in months if period["period_start"] <= m["period_start"] <= period["period_end"]]
        for name in ("acquired", "won_back", "lost"):
            assert period[name] == sum(month[name] for month in within), (period["period_start"], name)
        assert period["opening"] == within[0]["opening"]
        assert period["closing"] == within[-1]["closing"]


def test_each_cell_of_the_cube_reconciles(warehouse):
    broken = "select count(*) from movement where opening + acquired + won_back - lost <> closing"
    assert warehouse.execute(broken).fetchone() == (0,)


def test_values_of_a_dimension_add_up_to_the_whole(warehouse, values, lines):
    for line in lines:
        whole = flow_of(warehouse, line=line, grain="quarter")
        for dimension in NO_FILTER:
            parts = [flow_of(warehouse, line=line, grain="quarter", **{dimension: [v]}) for v in values[dimension]]
            for number, period in enumerate(whole):
                for name in STOCKS_AND_FLOWS:
                    assert period[name] == sum(part[number][name] for part in parts), (line, dimension, name)
