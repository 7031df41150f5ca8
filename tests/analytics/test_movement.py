"""The base: sums, identity, comparison with the year before, break-even."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import movement

FREQUENCY = {"month": "MS", "quarter": "QS", "year": "YS"}


def flow_of(acquired, lost, *, grain="month", start="2001-01-01", **columns):
    acquired, lost = np.asarray(acquired, dtype=float), np.asarray(lost, dtype=float)
    starts = pd.date_range(start, periods=len(acquired), freq=FREQUENCY[grain])
    closing = np.cumsum(acquired - lost)
    totals = pd.DataFrame({"period_start": starts, "acquired": acquired, "lost": lost, "closing": closing, **columns})
    return movement.from_totals(totals)


def calendar(periods, *, grain="month", start="2001-01-01", burn_in=0, incomplete=0):
    starts = pd.date_range(start, periods=periods, freq=FREQUENCY[grain])
    position = np.arange(periods)
    flags = {"is_incomplete": position >= periods - incomplete, "is_burn_in": position < burn_in}
    ends = starts + pd.offsets.MonthEnd(0)
    return pd.DataFrame({"grain": grain, "period_start": starts, "period_end": ends, **flags})


def cube_of(rows):
    """rows: (period_start, first_channel, opening, acquired, won_back, lost, retained)."""
    columns = ["period_start", "first_channel", "opening", "acquired", "won_back", "lost", "retained"]
    cube = pd.DataFrame(rows, columns=columns).assign(grain="month", line="all", active=1, revenue=10.0, margin=4.0)
    return cube.assign(closing=cube["opening"] + cube["acquired"] + cube["won_back"] - cube["lost"])


TWO_CHANNELS = cube_of(
    [
        ("2001-01-01", "shop", 0, 10, 0, 0, 0),
        ("2001-02-01", "shop", 10, 5, 0, 2, 8),
        ("2001-02-01", "web", 0, 7, 0, 0, 0),
        ("2001-04-01", "shop", 13, 0, 1, 3, 11),
        ("2001-04-01", "web", 7, 1, 0, 1, 6),
        ("2001-03-01", "shop", 13, 0, 0, 0, 13),
        ("2001-03-01", "web", 7, 0, 0, 0, 7),
    ]
)


def test_periods_sum_over_dimensions_in_order():
    flow = movement.by_period(TWO_CHANNELS, calendar(4, burn_in=1, incomplete=1))
    assert flow["opening"].tolist() == [0, 10, 20, 20]
    assert flow["closing"].tolist() == [10, 20, 20, 18]
    assert flow["revenue"].tolist() == [10.0, 20.0, 20.0, 20.0]
    assert flow["loss_rate"].round(3).tolist()[1:] == [0.2, 0.0, 0.15]
    assert np.isnan(flow["loss_rate"].iloc[0])
    assert flow["is_burn_in"].tolist() == [True, False, False, False]
    assert flow["is_incomplete"].tolist() == [False, False, False, True]
    assert movement.check_identity(flow).empty


def test_a_row_that_does_not_reconcile_is_named():
    broken = TWO_CHANNELS.copy()
    broken.loc[1, "lost"] += 1
    checked = movement.check_identity(movement.by_period(broken, calendar(4)))
    assert checked["period_start"].tolist() == [pd.Timestamp("2001-02-01")]
    assert checked["gap"].tolist() == [-1]


def test_an_opening_that_is_not_the_closing_before_is_named():
    checked = movement.check_identity(movement.by_period(TWO_CHANNELS.drop(index=[3]), calendar(4)))
    assert checked["step"].tolist() == [-13]


def test_periods_without_rows_are_zero_inside_and_absent_outside():
    cube = cube_of([("2001-02-01", "shop", 0, 4, 0, 0, 0), ("2001-04-01", "shop", 4, 0, 0, 4, 0)])
    flow = movement.by_period(cube, calendar(6))
    assert flow["period_start"].dt.month.tolist() == [2, 3, 4, 5, 6]  # empty from April on, and stays so
    assert flow["acquired"].tolist() == [4, 0, 0, 0, 0]
    cut = movement.by_period(TWO_CHANNELS, calendar(6))
    assert cut["period_start"].dt.month.tolist() == [1, 2, 3, 4]  # a range that the reader chose


def test_mixed_grains_or_lines_are_refused():
    both = pd.concat([TWO_CHANNELS, TWO_CHANNELS.assign(line="shop")])
    with pytest.raises(ValueError, match="one line"):
        movement.by_period(both, calendar(4))
    with pytest.raises(ValueError, match="one grain"):
        movement.by_period(pd.concat([TWO_CHANNELS, TWO_CHANNELS.assign(grain="year")]), calendar(4))


def test_an_empty_filter_gives_an_empty_flow():
    flow = movement.by_period(TWO_CHANNELS.iloc[:0], calendar(4))
    assert flow.empty
    assert {"opening", "closing", "loss_rate", "is_burn_in"} <= set(flow.columns)
    assert movement.check_identity(flow).empty
    assert movement.break_even(flow, grain="month") is None
    assert movement.past_year(flow, grain="month")["now"].isna().all()
    assert movement.year_on_year(flow, grain="month").empty


def test_totals_reconcile_and_lose_less_than_the_opening_base():
    flow = flow_of([100, 50, 50], [0, 30, 90])
    assert movement.check_identity(flow).empty
    assert flow["opening"].tolist() == [0, 100, 120]
    assert flow["loss_rate"].iloc[1] == pytest.approx(1 - np.exp(-30 / 110))
    assert ((flow["retained"] >= 0) & (flow["retained"] <= flow["opening"])).all()


def test_year_on_year_joins_january_and_february():
    acquired = np.full(26, 10.0)
    acquired[[0, 1]] = [30, 10]  # the festival in January
    acquired[[12, 13]] = [10, 34]  # a year later in February
    table = movement.year_on_year(flow_of(acquired, np.zeros(26)), grain="month")
    assert table["acquired_change"].iloc[12:14].tolist() == pytest.approx([0.1, 0.1])
    assert table["compared_as"].iloc[12:15].tolist() == ["january_february", "january_february", "same_period"]
    apart = movement.year_on_year(flow_of(acquired, np.zeros(26)), grain="month", join_january_february=False)
    assert apart["acquired_change"].iloc[12] == pytest.approx(-2 / 3)
    assert table["closing_change"].iloc[12] == pytest.approx(150 / 30 - 1)


def test_year_on_year_leaves_out_burn_in_and_incomplete_periods():
    flow = flow_of(np.full(26, 10.0), np.zeros(26))
    flow["is_burn_in"] = flow.index < 4
    flow["is_incomplete"] = flow.index == 25
    table = movement.year_on_year(flow, grain="month")
    assert table["acquired_change"].iloc[12:16].isna().all()
    assert table["acquired_change"].iloc[16] == 0
    assert np.isnan(table["acquired_change"].iloc[25])  # February's pair is incomplete
    assert np.isnan(table["acquired_change"].iloc[24])


def test_past_year_compares_twelve_months_with_twelve():
    flow = flow_of([10.0] * 12 + [12.0] * 13, [1.0] * 24 + [0.0], revenue=[100.0] * 12 + [90.0] * 13)
    flow["is_incomplete"] = flow.index == 24
    table = movement.past_year(flow, grain="month")
    assert table.loc["acquired"].tolist() == pytest.approx([144, 12, 120, 0.2])
    assert table.loc["revenue", "change"] == pytest.approx(-0.1)
    assert table.loc["closing", "now"] == 12 * 9 + 12 * 11


def test_past_year_compares_losses_only_where_they_can_be_observed():
    flow = flow_of([10.0] * 24, [0.0, 0.0] + [1.0] * 22)
    flow["is_burn_in"] = flow.index < 3
    table = movement.past_year(flow, grain="month")
    assert table.loc["lost", ["now", "periods"]].tolist() == [12, 12]
    assert np.isnan(table.loc["lost", "before"])
    assert table.loc["acquired", "before"] == 120
    flow["is_burn_in"] = flow.index < 13
    assert movement.past_year(flow, grain="month").loc["lost", ["now", "periods"]].tolist() == [11, 11]


def test_past_year_of_a_short_history_says_how_short():
    table = movement.past_year(flow_of([10.0] * 7, [0.0] * 7), grain="month")
    assert table.loc["acquired", ["now", "periods"]].tolist() == [70, 7]
    assert table.loc["acquired", ["before", "change"]].isna().all()


@given(st.floats(10, 1e5), st.floats(0.005, 0.3), st.sampled_from(["month", "quarter", "year"]))
def test_break_even_holds_the_base(added, rate, grain):
    base, rows = added / rate * 2, []
    for _ in range(24):
        rows.append((added, base * rate, base + added - base * rate))
        base = rows[-1][2]
    starts = pd.date_range("2001-01-01", periods=24, freq=FREQUENCY[grain])
    flow = movement.from_totals(pd.DataFrame(rows, columns=["acquired", "lost", "closing"]).assign(period_start=starts))
    answer = movement.break_even(flow, grain=grain)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    last = flow["closing"].iloc[-1]
    held = last * (1 - answer.loss_rate) + answer.additions_needed_a_month * months
    assert held == pytest.approx(last)
    assert last * (1 - answer.loss_rate_needed) + answer.additions_a_month * months == pytest.approx(last)
    assert answer.more_a_month > 0
    assert answer.lower_by > 0


def cohort_table(sizes, keep, *, start="2001-01-01"):
    """in_base of cohorts of `sizes`, one a month, of which keep(cohort, age) stay each month."""
    starts, rows = pd.date_range(start, periods=len(sizes), freq="MS"), []
    for cohort, size in enumerate(sizes):
        base = float(size)
        for age in range(len(sizes) - cohort):
            base *= 1 if age == 0 else keep(cohort, age)
            rows.append((starts[cohort], age, base))
    return pd.DataFrame(rows, columns=["cohort_month", "age_months", "in_base"]), starts[-1]


CAUSES = {
    "acquisition": ([100] * 24 + [60] * 12, lambda cohort, age: 0.95),
    "loss_rate_at_equal_age": ([100] * 36, lambda cohort, age: 0.97 if cohort + age < 24 else 0.90),
    "age_mix": ([100] * 12 + [400] * 12 + [100] * 12, lambda cohort, age: 0.5 if age < 4 else 0.99),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_decompose_names_the_cause_and_adds_up(cause):
    table, last = cohort_table(*CAUSES[cause])
    found = movement.decompose(table, last_month=last)
    assert found.acquisition + found.loss_rate_at_equal_age + found.age_mix + found.base_size == pytest.approx(
        found.change
    )
    base = table.assign(month=table["cohort_month"].dt.year * 12 + table["cohort_month"].dt.month + table["age_months"])
    base = base.groupby("month")["in_base"].sum()
    assert found.change == pytest.approx((base.iloc[-1] - base.iloc[-13]) - (base.iloc[-13] - base.iloc[-25]))
    if cause == "age_mix":
        assert abs(found.loss_rate_at_equal_age) < 0.02 * abs(found.age_mix)
    else:
        assert found.cause == cause


def test_decompose_without_anybody_is_none():
    table, last = cohort_table([100] * 6, lambda cohort, age: 0.9)
    assert movement.decompose(table, last_month=last) is None
    assert movement.decompose(table.iloc[:0], last_month=last) is None
