"""Cohorts against each other and along the calendar, on cubes small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import cohorts, lifecycle, survival


def cube_of(rows):
    """rows: (cohort_month, age_months, acquired, active, in_base, revenue)."""
    columns = ["cohort_month", "age_months", "acquired", "active", "in_base", "revenue"]
    return pd.DataFrame(rows, columns=columns).assign(margin=lambda cube: cube["revenue"] / 2)


CUBE = cube_of(
    [
        ("2000-11-01", 0, 50, 50, 50, 500.0),
        ("2000-11-01", 1, 0, 20, 40, 200.0),
        ("2000-11-01", 3, 0, 10, 25, 100.0),  # nothing happened at age 2: no row
        ("2001-01-01", 0, 100, 100, 100, 1000.0),
        ("2001-01-01", 1, 0, 40, 80, -300.0),
        ("2001-02-01", 0, 60, 60, 60, 600.0),
    ]
)
EMPTY = CUBE.iloc[:0]


def years(*rows):
    """A table of cohort years at age 12. rows: (year, acquired, share still in the base)."""
    table = pd.DataFrame(rows, columns=["year", "acquired", "share_in_base"])
    return table.assign(cohort_start=pd.to_datetime(table["year"].astype(str)), age_months=12)


def test_calendar_cells_begin_when_a_cohort_is_complete():
    table = cohorts.by_calendar(CUBE, cohort_grain="quarter", last_month="2001-03-01")
    by_month = table.pivot(index="cohort_start", columns="month", values="in_base")
    assert by_month.loc["2000-10-01"].tolist() == [40, 0, 25, 0]  # December to March
    assert by_month.loc["2001-01-01"].isna().tolist() == [True, True, True, False]
    assert table.set_index("cohort_start").loc["2001-01-01", "acquired"] == 160


def test_a_cohort_that_still_grows_has_its_last_month_only():
    table = cohorts.by_calendar(CUBE, cohort_grain="year", last_month="2001-02-01")
    newest = table[table["cohort_start"] == "2001-01-01"]
    assert newest["month"].tolist() == [pd.Timestamp("2001-02-01")]
    assert newest["share_in_base"].tolist() == [140 / 160]
    assert newest["share_active"].tolist() == [100 / 160]


@settings(max_examples=20)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=14), st.integers(0, 2**32 - 1))
def test_months_by_calendar_are_months_by_age(sizes, seed):
    rng, starts = np.random.default_rng(seed), pd.date_range("2001-01-01", periods=len(sizes), freq="MS")
    cube = cube_of(
        [
            (starts[cohort], age, 0 if age else size, size, int(rng.integers(0, size + 1)), 1.0)
            for cohort, size in enumerate(sizes)
            for age in range(len(sizes) - cohort)
        ]
    )
    ages = lifecycle.retention(cube, last_month=starts[-1]).dropna(subset=["in_base"])
    calendar = cohorts.by_calendar(cube, last_month=starts[-1])
    assert calendar["in_base"].tolist() == ages.sort_values(["cohort_start", "age_months"])["in_base"].tolist()
    money = cohorts.money_by_period(cube, measure="revenue", grain="quarter", cohort_grain="month")
    assert money["value"].sum() == len(cube)


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_money_of_the_periods_adds_up(grain):
    money = cohorts.money_by_period(CUBE, measure="revenue", grain=grain, cohort_grain="year")
    assert money["value"].sum() == CUBE["revenue"].sum()
    by_period = money.groupby("period_start")["value"].sum()
    first = {"month": 500, "quarter": 700, "year": 700}[grain]
    assert by_period.iloc[0] == first


def test_money_keeps_its_cohort():
    money = cohorts.money_by_period(CUBE, measure="margin", grain="month", cohort_grain="year")
    february = money[money["period_start"] == "2001-02-01"].set_index("cohort_start")["value"]
    assert february.to_dict() == {pd.Timestamp("2000-01-01"): 50, pd.Timestamp("2001-01-01"): 150}


def test_share_from_customers_acquired_before():
    share = cohorts.share_from_earlier(CUBE, measure="revenue", last_month="2001-02-01", months=2)
    assert share == 100 / (100 + 1000 - 300 + 600)


@pytest.mark.parametrize(
    ("cube", "months"),
    [(EMPTY, 2), (CUBE, 12), (CUBE[CUBE["cohort_month"] == "2000-11-01"], 2), (CUBE.assign(revenue=0.0), 2)],
    ids=["nobody", "all acquired since", "all acquired before", "no money"],
)
def test_no_share_where_there_is_nothing_to_share(cube, months):
    assert cohorts.share_from_earlier(cube, measure="revenue", last_month="2001-02-01", months=months) is None


def test_ratio_and_its_interval_by_hand():
    """50 of 100 against 25 of 100: the logarithm of the ratio 2 has the standard error .2 (Katz et al. 1978)."""
    change = cohorts.cohort_change(years((2016, 100, 0.75), (2020, 100, 0.9), (2024, 100, 0.5)))
    assert change.code == "worse"
    assert (change.figures["old"].year, change.figures["new"].year) == (2016, 2024)
    limits = [change.figures[name] for name in ("times_low", "times", "times_high")]
    assert limits == pytest.approx([2 * np.exp(-0.392), 2, 2 * np.exp(0.392)], rel=1e-4)


def test_a_difference_that_chance_makes_is_none():
    assert cohorts.cohort_change(years((2016, 100, 0.75), (2024, 100, 0.70))).code == "alike"
    assert cohorts.cohort_change(years((2016, 100_000, 0.75), (2024, 100_000, 0.70))).code == "worse"
    assert cohorts.cohort_change(years((2016, 100_000, 0.70), (2024, 100_000, 0.75))).code == "better"


@pytest.mark.parametrize(
    "table",
    [
        years((2016, 100, 0.5)),
        years((2016, 100, 0.5), (2017, 99, 0.2)),
        years((2016, 100, 0.5), (2017, 100, np.nan)),
        years((2016, 100, 1.0), (2017, 100, 0.5)),
        years().astype({"acquired": float, "share_in_base": float}),
    ],
    ids=["one cohort", "one of few customers", "one unobserved", "nobody lost", "none"],
)
def test_what_cannot_be_compared_is_not(table):
    assert cohorts.cohort_change(table).code == "not_comparable"


def test_second_purchases_within_so_many_weeks():
    """Week 3 are days 21 to 27, which lie within four weeks; week 4 does not."""
    counts = pd.DataFrame({"weeks": [0, 3, 4, 60], "bought": [10, 15, 25, 0], "censored": [0, 0, 0, 50]})
    curve = survival.kaplan_meier(counts, age="weeks", ended="bought")
    again = cohorts.bought_again(curve, weeks=(1, 4, 5, 52, 70), smallest=30).set_index("weeks")
    assert again["share"].tolist()[:4] == pytest.approx([0.10, 0.25, 0.50, 0.50])
    assert again.loc[70, ["share", "low", "high"]].isna().all()
    assert (again["low"] < again["share"])[:4].all()
    assert (again["share"] < again["high"])[:4].all()
    assert again.loc[52, "at_risk"] == 50
    assert cohorts.bought_again(curve, weeks=(52,), smallest=51)["share"].isna().all()


def test_average_value_is_that_of_the_observed_cohorts():
    table = lifecycle.retention(CUBE, last_month="2001-02-01")
    assert cohorts.average_value(table, measure="revenue", age_months=1) == pytest.approx(1400 / 150)
    assert cohorts.average_value(table, measure="margin", age_months=0) == pytest.approx(1050 / 210)
    assert cohorts.average_value(table, measure="revenue", age_months=9) is None
    values = lifecycle.value_by_age(CUBE, measure="revenue", cohort_grain="month", last_month="2001-02-01")
    ends = cohorts.ends_at(values, age_months=1)
    assert (ends["value_old"], ends["value_new"]) == (14.0, 7.0)
    assert cohorts.ends_at(values, age_months=3) == {}


def test_share_of_customers_observed_long_enough():
    shares = [cohorts.observed_share(CUBE, as_of="2001-03-31", days=days) for days in (0, 31, 32, 60, 200)]
    assert shares == [1.0, 1.0, 150 / 210, 50 / 210, 0.0]
    assert cohorts.observed_share(EMPTY, as_of="2001-03-31", days=1) == 0


def test_the_finest_grain_that_can_be_read():
    assert cohorts.readable_grain(CUBE, chosen="month", most=3) == "month"
    assert cohorts.readable_grain(CUBE, chosen="month", most=2) == "quarter"
    assert cohorts.readable_grain(CUBE, chosen="month", most=1) == "year"
    assert cohorts.readable_grain(CUBE, chosen="year", most=9) == "year"


def test_an_empty_choice_gives_empty_tables():
    assert cohorts.by_calendar(EMPTY).empty
    assert cohorts.money_by_period(EMPTY, measure="revenue").empty
    assert cohorts.average_value(lifecycle.retention(EMPTY), measure="revenue", age_months=0) is None
