"""Retention by cohort and age: unobserved cells stay empty, averages count observed customers only."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import lifecycle

LAST = pd.Timestamp("2001-04-01")


def cube_of(rows):
    """rows: (cohort_month, age_months, acquired, active, in_base, revenue)."""
    columns = ["cohort_month", "age_months", "acquired", "active", "in_base", "revenue"]
    return pd.DataFrame(rows, columns=columns).assign(line="all", margin=lambda cube: cube["revenue"] / 2)


CUBE = cube_of(
    [
        ("2001-01-01", 0, 100, 100, 100, 1000.0),
        ("2001-01-01", 1, 0, 40, 80, 300.0),
        ("2001-01-01", 3, 0, 20, 50, 100.0),  # nothing happened at age 2: no row
        ("2001-02-01", 0, 20, 20, 20, 400.0),
        ("2001-02-01", 0, 30, 30, 30, 100.0),  # a second cell of the dimensions
        ("2001-02-01", 1, 0, 10, 25, 50.0),
        ("2001-02-01", 2, 0, 5, 20, 50.0),
        ("2001-04-01", 0, 10, 10, 10, 90.0),
    ]
)


def test_cells_are_shares_of_the_cohorts_own_size():
    table = lifecycle.retention(CUBE, last_month=LAST)
    base = lifecycle.pivot(table, "share_in_base")
    assert base.loc["2001-01-01"].tolist() == [1.0, 0.8, 0.0, 0.5]
    assert base.loc["2001-02-01"].tolist()[:3] == [1.0, 0.5, 0.4]
    assert lifecycle.pivot(table, "share_active").loc["2001-02-01"].tolist()[:3] == [1.0, 0.2, 0.1]


def test_unobserved_cells_are_missing_and_observed_empty_ones_are_zero():
    base = lifecycle.pivot(lifecycle.retention(CUBE, last_month=LAST), "in_base")
    assert base.isna().sum(axis=1).tolist() == [0, 1, 3]
    assert base.loc["2001-01-01", 2] == 0


def test_the_last_month_may_lie_after_the_last_row():
    cube = CUBE[CUBE["cohort_month"] == "2001-02-01"]
    assert lifecycle.retention(cube)["age_months"].max() == 2
    table = lifecycle.retention(cube, last_month="2001-06-01")
    assert table["in_base"].tolist() == [50, 25, 20, 0, 0]


def test_a_quarter_is_observed_only_where_all_of_its_months_are():
    table = lifecycle.retention(CUBE, cohort_grain="quarter", last_month=LAST)
    base = lifecycle.pivot(table, "share_in_base")
    assert base.loc["2001-01-01"].tolist()[:3] == pytest.approx([1.0, 105 / 150, 20 / 150])
    assert np.isnan(base.loc["2001-01-01", 3])  # February's customers have not reached it
    assert table.loc[table["cohort_start"] == "2001-01-01", "acquired"].eq(150).all()


def test_the_average_weighs_cohorts_by_size_over_observed_cells_only():
    curve = lifecycle.average_curve(lifecycle.retention(CUBE, last_month=LAST))
    assert curve["share_in_base"].tolist() == pytest.approx([1.0, 105 / 150, 20 / 150, 0.5])
    assert curve["acquired"].tolist() == [160, 150, 150, 100]
    assert curve["cohorts"].tolist() == [3, 2, 2, 1]
    assert lifecycle.average_curve(lifecycle.retention(CUBE, last_month=LAST), smallest=120)["age_months"].max() == 2


def test_value_adds_up_per_acquired_customer():
    values = lifecycle.value_by_age(CUBE, measure="revenue", cohort_grain="month", last_month=LAST)
    total = lifecycle.pivot(values, "cumulative_value")
    assert total.loc["2001-01-01"].tolist() == [10.0, 13.0, 13.0, 14.0]
    assert total.loc["2001-02-01"].tolist()[:3] == [10.0, 11.0, 12.0]
    assert np.isnan(total.loc["2001-02-01", 3])
    margin = lifecycle.value_by_age(CUBE, measure="margin", cohort_grain="month", last_month=LAST)
    assert margin["cumulative_value"].iloc[0] == 5.0


def test_payback_is_the_first_age_that_covers_the_cost():
    values = lifecycle.value_by_age(CUBE, measure="revenue", cohort_grain="month", last_month=LAST)
    months = lifecycle.payback_months(values, acquisition_cost=12.0)
    assert months.tolist()[:2] == [1.0, 2.0]
    assert np.isnan(months.iloc[2])


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_an_empty_filter_gives_empty_tables(grain):
    table = lifecycle.retention(CUBE.iloc[:0], cohort_grain=grain, last_month=LAST)
    assert table.empty
    assert lifecycle.average_curve(table).empty
    assert lifecycle.value_by_age(CUBE.iloc[:0], measure="revenue").empty


@settings(max_examples=20)
@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=14),
    st.integers(0, 2**32 - 1),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_shares_lie_between_0_and_1_and_sums_survive_grouping(sizes, seed, grain):
    rng, rows = np.random.default_rng(seed), []
    starts = pd.date_range("2001-01-01", periods=len(sizes), freq="MS")
    for cohort, size in enumerate(sizes):
        for age in range(len(sizes) - cohort):
            kept = int(rng.integers(0, size + 1)) if age else size
            rows.append((starts[cohort], age, size if age == 0 else 0, kept, kept, float(kept)))
    table = lifecycle.retention(cube_of(rows), cohort_grain=grain, last_month=starts[-1])
    for share in ("share_active", "share_in_base"):
        assert table[share].dropna().between(0, 1).all()
    assert table.drop_duplicates("cohort_start")["acquired"].sum() == sum(sizes)
    curve = lifecycle.average_curve(table)
    seen = table.dropna(subset=["in_base"])
    expected = seen.groupby("age_months")["in_base"].sum() / seen.groupby("age_months")["acquired"].sum()
    assert curve["share_in_base"].fillna(-1).tolist() == pytest.approx(
        expected.reindex(curve["age_months"]).fillna(-1).tolist()
    )


def test_payback_takes_each_cohort_by_its_own_cost():
    starts = pd.to_datetime(["2001-01-01"] * 3 + ["2002-01-01"] * 2 + ["2003-01-01"])
    values = pd.DataFrame(
        {
            "cohort_start": starts,
            "age_months": [0, 1, 2, 0, 1, 0],
            "acquired": [10.0] * 6,
            "cumulative_value": [5.0, 9.0, 12.0, 4.0, np.nan, 3.0],
        }
    )
    costs = pd.Series([9.0, 6.0, np.nan], index=pd.to_datetime(["2001-01-01", "2002-01-01", "2003-01-01"]))
    table = lifecycle.payback(values, costs=costs)
    assert table["cohort_start"].dt.year.tolist() == [2001, 2002]  # 2003's cost is not known
    assert table.iloc[0][["paid_months", "paid_value", "age_months", "brought"]].tolist() == [1, 9, 2, 12]
    assert np.isnan(table.iloc[1]["paid_months"])
    assert table.iloc[1]["covered"] == pytest.approx(4 / 6)
