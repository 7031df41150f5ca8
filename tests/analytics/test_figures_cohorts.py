"""Figures of cohorts and stays: what they draw is what they were given, empty cells stay empty."""

import numpy as np
import pandas as pd
import pytest

from analytics import cohorts, figures, lifecycle, survival

WORDS = {code: code for code in figures.WORDS} | {
    "format_count": lambda value: f"{value:,.0f}",
    "format_money": lambda value: f"£{value:,.0f}",
    "format_percent": lambda value: f"{value:.0%}",
    "format_period": lambda start, grain: f"{start:%Y-%m}",
    "interval": "{coverage}",
}
STARTS = pd.date_range("2001-01-01", periods=30, freq="MS")
CUBE = pd.DataFrame(
    [
        {"cohort_month": start, "age_months": age, "acquired": 0 if age else 90, "active": 90 // (age + 1),
         "in_base": 90 if age < 4 else 60 - age, "revenue": 100.0 - 10 * age, "margin": 5.0}
        for place, start in enumerate(STARTS)
        for age in range(len(STARTS) - place)
    ]
)  # fmt: skip
LIFETIME = pd.DataFrame({"age_months": range(10), "ended": [0, 0, 0, 30, 9, 8, 7, 6, 5, 4], "censored": [2] * 10})


def numbers(values):
    return np.array(values, dtype=float)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_unobserved_cells_are_empty_along_the_calendar(mode):
    table = cohorts.by_calendar(CUBE, last_month=STARTS[-1])
    fig = figures.retention_heatmap(table, by="month", words=WORDS, mode=mode)
    shares = numbers(fig.data[0].z)
    assert shares.shape == (30, 30)
    assert np.isnan(shares).sum() == 30 * 29 / 2
    assert pd.Timestamp(fig.data[0].x[0]) == STARTS[0]
    assert fig.layout.xaxis.type == "date"
    assert fig.data[0].y[0] == "2003-06"
    assert (np.array(fig.data[0].customdata) == 90).all()
    assert fig.data[0].hovertemplate.startswith("cohort %{y}<br>customers: %{customdata:,}<br>%{x|%Y-%m}<br>")


def test_cells_that_are_full_by_definition_do_not_set_the_scale():
    table = lifecycle.retention(CUBE, last_month=STARTS[-1])
    all_cells = figures.retention_heatmap(table, words=WORDS)
    later = figures.retention_heatmap(table, words=WORDS, full_cells=4)
    assert all_cells.data[0].zmax == 1
    assert later.data[0].zmax == pytest.approx(56 / 90)
    assert "≥ 62%" in later.layout.annotations[0].text
    assert "≥" not in all_cells.layout.annotations[0].text


def test_lines_along_the_calendar_start_with_their_cohort():
    table = cohorts.by_calendar(CUBE, cohort_grain="year", last_month=STARTS[-1])
    fig = figures.retention_curves(table, by="month", measure="share_active", words=WORDS)
    assert [pd.Timestamp(line.x[0]) for line in fig.data] == list(pd.to_datetime(["2001-12", "2002-12", "2003-06"]))
    assert fig.layout.yaxis.range[1] == pytest.approx(1.03 * table["share_active"].max())


def test_two_intervals_lie_in_each_other():
    curves = [
        survival.kaplan_meier(LIFETIME, age="age_months", ended="ended", coverage=coverage) for coverage in (0.95, 0.8)
    ]
    for falling in (True, False):
        fig = figures.survival_curve(curves[0], inner=curves[1], words=WORDS, title="t", age_title="a", falling=falling)
        outer_high, outer_low, inner_high, inner_low, line = (numbers(trace.y) for trace in fig.data)
        if not falling:
            outer_high, outer_low, inner_high, inner_low = outer_low, outer_high, inner_low, inner_high
        assert (outer_low <= inner_low + 1e-12).all()
        assert (inner_low <= line + 1e-12).all()
        assert (line <= inner_high + 1e-12).all()
        assert (inner_high <= outer_high + 1e-12).all()
    assert "95%" in fig.layout.annotations[0].text
    assert "80%" in fig.layout.annotations[0].text


def test_hazard_bars_stand_where_the_curve_steps():
    curve = survival.kaplan_meier(LIFETIME, age="age_months", ended="ended")
    fig = figures.hazard_bars(curve, words=WORDS, title="t", age_title="a")
    (bars,) = fig.data
    assert list(bars.x) == list(range(1, 11))
    assert np.argmax(bars.y) + 1 == 10  # four of the last six
    assert bars.y[3] == pytest.approx(30 / (89 - 6))
    assert fig.layout.yaxis.range[0] == 0


def test_stack_is_the_money_of_each_cohort_and_incomplete_periods_are_hatched():
    money = cohorts.money_by_period(CUBE, measure="revenue", grain="quarter")
    fig = figures.stacked_cohorts(
        money, words=WORDS, title="t", grain="quarter", incomplete=[pd.Timestamp("2003-04-01")]
    )
    assert [bar.name for bar in fig.data] == ["2001-01", "2002-01", "2003-01"]
    assert sum(sum(bar.y) for bar in fig.data) == pytest.approx(CUBE["revenue"].sum())
    assert min(fig.data[0].y) < 0 <= fig.layout.yaxis.range[1]
    assert fig.layout.yaxis.range[0] < min(fig.data[0].y)
    assert [bar.marker.pattern.shape[-1] for bar in fig.data] == ["/"] * 3
    assert "/" not in fig.data[0].marker.pattern.shape[:-1]
    assert "incomplete" in fig.layout.annotations[0].text


def test_empty_tables_draw_empty_figures():
    none, words = CUBE.iloc[:0], {"words": WORDS}
    curve = survival.kaplan_meier(LIFETIME.iloc[:0], age="age_months", ended="ended")
    for fig in (
        figures.retention_heatmap(cohorts.by_calendar(none), by="month", **words),
        figures.retention_curves(cohorts.by_calendar(none), by="month", **words),
        figures.survival_curve(curve, inner=curve, title="t", age_title="a", **words),
        figures.hazard_bars(curve, title="t", age_title="a", **words),
        figures.stacked_cohorts(cohorts.money_by_period(none, measure="revenue"), title="t", grain="month", **words),
    ):
        assert "nan" not in str(fig.layout.to_plotly_json())
