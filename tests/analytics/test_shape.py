"""Which shape the base has: the article's case, DISH Network's filings, and shapes under noise."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import movement

FREQUENCY = {"month": "MS", "quarter": "QS", "year": "YS"}
SEASON = {"month": 12, "quarter": 4, "year": 1}


def totals(acquired, lost, closing, *, grain):
    starts = pd.date_range("2001-01-01", periods=len(closing), freq=FREQUENCY[grain])
    columns = {"period_start": starts, "acquired": acquired, "lost": lost, "closing": closing}
    return movement.from_totals(pd.DataFrame(columns))


def article(years, *, grain):
    """20,000 customers a year; losses run at 4,000 a year after one year, 8,000 after two; even at five."""
    season = SEASON[grain]
    step = np.arange(years * season)
    lost = 4000 * ((step + 1) ** 2 - step**2) / 2 / season**2
    acquired = np.full(len(step), 20_000 / season)
    return totals(acquired, lost, np.cumsum(acquired - lost), grain=grain)


def simulated(rng, *, periods, grain, additions, rates, noise=0.0, seasonality=0.0, base=0):
    """Poisson additions and binomial losses round seasonal means with multiplicative noise."""
    season, rows = SEASON[grain], []
    additions, rates = np.broadcast_to(additions, periods), np.broadcast_to(rates, periods)
    for t in range(periods):
        wave = seasonality * np.sin(2 * np.pi * t / season) if season > 1 else 0.0
        shake = np.exp(noise * rng.standard_normal(2) - noise**2 / 2)
        acquired = rng.poisson(additions[t] * (1 + wave) * shake[0])
        lost = rng.binomial(base, min(rates[t] * (1 - wave) * shake[1], 1.0))
        base += int(acquired - lost)
        rows.append((acquired, lost, base))
    return totals(*np.array(rows, dtype=float).T, grain=grain)


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_the_article_peaks_after_five_years_and_is_named_right_at_each_year(grain):
    whole = article(9, grain=grain)
    assert whole["period_start"].dt.year[whole["closing"].idxmax()] == 2005
    codes = [movement.shape_of(article(years, grain=grain), grain=grain).code for years in range(1, 10)]
    unknown = 3 if grain == "year" else 2
    assert codes == ["not_yet_observable"] * unknown + ["growing_to_ceiling"] * (5 - unknown) + ["mountain"] * 4


@pytest.mark.parametrize("grain", ["month", "quarter"])
@pytest.mark.parametrize("years", [3, 4])
def test_the_article_foresees_its_turn_while_it_still_grows(grain, years):
    figures = movement.shape_of(article(years, grain=grain), grain=grain).figures
    assert abs(figures["turns_on"] - pd.Timestamp("2006-01-01")) < pd.Timedelta(days=366)
    assert figures["turns_from"] <= figures["turns_on"] <= figures["turns_to"]
    assert figures["ceiling"] > figures["base"]


def test_the_article_tells_when_it_turned_and_that_losses_decided():
    figures = movement.shape_of(article(8, grain="month"), grain="month").figures
    assert abs(figures["turned_on"] - pd.Timestamp("2006-01-01")) <= pd.Timedelta(days=2)
    assert figures["peak_base"] == pytest.approx(50_000, rel=1e-3)
    assert figures["deciding"] == "loss_rate_yearly_change"
    assert figures["loss_rate_yearly_change"] > 0.1
    assert figures["rate_share"] > 0.9
    assert figures["ceiling"] < figures["base"]


def test_the_turn_of_a_noisy_mountain_lies_in_its_interval():
    rates = np.linspace(0.008, 0.035, 96)
    flow = simulated(
        np.random.default_rng(7), periods=96, grain="month", additions=170, rates=rates, noise=0.05, seasonality=0.2
    )
    shape = movement.shape_of(flow, grain="month")
    assert shape.code == "mountain"
    assert shape.figures["turned_from"] < shape.figures["turned_on"] < shape.figures["turned_to"]
    assert shape.figures["turned_to"] - shape.figures["turned_from"] < pd.Timedelta(days=2 * 366)


@given(
    seed=st.integers(0, 2**32 - 1),
    grain=st.sampled_from(["month", "month", "quarter", "year"]),
    years=st.integers(2, 10),
    added_a_year=st.floats(60, 60_000),
    rate_a_year=st.floats(0.03, 0.7),
    noise=st.sampled_from([0.0, 0.05, 0.1, 0.2]),
    seasonality=st.sampled_from([0.0, 0.2, 0.4]),
    start=st.sampled_from([0.0, 0.5, 1.0, 2.0]),
)
def test_a_constant_loss_rate_is_never_a_mountain(
    seed, grain, years, added_a_year, rate_a_year, noise, seasonality, start
):
    season = SEASON[grain]
    flow = simulated(
        np.random.default_rng(seed),
        periods=years * season,
        grain=grain,
        additions=added_a_year / season,
        rates=1 - (1 - rate_a_year) ** (1 / season),
        noise=noise,
        seasonality=seasonality,
        base=int(start * added_a_year / rate_a_year),
    )
    shape = movement.shape_of(flow, grain=grain)
    assert shape.code not in ("mountain", "smile")
    if shape.figures.get("ceiling") is not None:
        assert np.isfinite(shape.figures["ceiling"])


@pytest.mark.parametrize(
    ("start", "code"), [(0.3, "growing_to_ceiling"), (1.0, "plateau"), (2.5, "shrinking_no_acquisition")]
)
def test_a_constant_loss_rate_leads_to_its_ceiling(start, code):
    flow = simulated(
        np.random.default_rng(5),
        periods=48,
        grain="month",
        additions=400,
        rates=0.02,
        noise=0.05,
        seasonality=0.2,
        base=int(start * 20_000),
    )
    shape = movement.shape_of(flow, grain="month")
    assert shape.code == code
    assert shape.figures["ceiling"] == pytest.approx(20_000, rel=0.06)


def test_smile_is_a_falling_loss_rate_under_steady_acquisition():
    rates = np.concatenate([np.full(24, 0.05), np.linspace(0.05, 0.02, 48)])
    flow = simulated(
        np.random.default_rng(3), periods=72, grain="month", additions=500, rates=rates, noise=0.05, base=10_000
    )
    shape = movement.shape_of(flow, grain="month")
    assert shape.code == "smile"
    assert shape.figures["loss_rate_yearly_change_high"] < 0
    assert shape.figures["ceiling"] > shape.figures["base"]


def test_want_of_acquisition_is_told_apart_from_a_mountain():
    additions = np.concatenate([np.full(48, 500.0), np.linspace(500, 100, 36)])
    flow = simulated(
        np.random.default_rng(4), periods=84, grain="month", additions=additions, rates=0.03, noise=0.05, base=8_000
    )
    shape = movement.shape_of(flow, grain="month")
    assert shape.code == "shrinking_no_acquisition"
    assert shape.figures["additions_yearly_change"] < -0.1
    assert shape.figures["turned_on"].year in (2004, 2005)


def test_nobody_joining_is_told_from_half_a_year_on():
    lost = np.array([0] * 3 + [0] * 6 + [300, 280, 260, 240, 230, 220, 210, 200, 190], dtype=float)
    acquired = np.array([8000.0, 8500, 7000] + [0] * 15)
    flow = totals(acquired, lost, np.cumsum(acquired - lost), grain="month")
    flow["is_burn_in"] = flow.index < 8
    assert movement.shape_of(flow, grain="month").code == "shrinking_no_acquisition"
    assert movement.shape_of(flow.iloc[:12], grain="month").code == "not_yet_observable"


def test_burn_in_and_incomplete_periods_do_not_count():
    flow = article(3, grain="month")
    flow["is_burn_in"] = flow.index < 13
    shape = movement.shape_of(flow, grain="month")
    assert shape.code == "not_yet_observable"
    assert shape.figures["periods"] == 23
    assert shape.figures["periods_needed"] == 24
    whole = article(7, grain="month")
    cut = pd.concat([whole, whole.iloc[-1:].assign(acquired=0, closing=0, is_incomplete=True)], ignore_index=True)
    assert movement.shape_of(cut, grain="month") == movement.shape_of(whole, grain="month")


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_empty_and_zero_bases_are_not_yet_observable(grain):
    empty = article(1, grain="month").iloc[:0]
    assert movement.shape_of(empty, grain=grain).code == "not_yet_observable"
    nobody = totals(np.zeros(40), np.zeros(40), np.zeros(40), grain=grain)
    assert movement.shape_of(nobody, grain=grain).code == "not_yet_observable"


def test_nobody_ever_lost_grows_without_a_ceiling():
    shape = movement.shape_of(
        totals(np.full(30, 10.0), np.zeros(30), np.cumsum(np.full(30, 10.0)), grain="month"), grain="month"
    )
    assert shape.code == "growing_to_ceiling"
    assert shape.figures["ceiling"] is None


def test_everybody_gone_is_shrinking():
    acquired, lost = np.zeros(31), np.full(31, 100.0)
    flow = totals(acquired, lost, 3100 - np.cumsum(lost), grain="month")
    assert movement.shape_of(flow, grain="month").code == "shrinking_no_acquisition"


@pytest.fixture(scope="module")
def dish(datasets_dir):
    """DISH Network's quarterly filings: pay-TV subscribers, gross additions; losses follow from the change."""
    table = pd.read_csv(datasets_dir / "dish_add_loss.csv", encoding="utf-8-sig")
    dates = pd.to_datetime(table["Date"], dayfirst=True)
    gross = table["Pay-TV Subscriber additions, gross"].fillna(table["Implied Subscriber additions, gross"]) * 1e6
    flow = pd.DataFrame({"period_start": dates - pd.offsets.QuarterBegin(startingMonth=1), "acquired": gross})
    flow = flow.assign(closing=table["Pay-TV Subscribers"] * 1e6).sort_values("period_start")
    flow["lost"] = flow["acquired"] - flow["closing"].diff()
    return movement.from_totals(flow.dropna())


def test_dish_is_a_plateau_since_2008_and_no_mountain(dish):
    assert movement.check_identity(dish).empty
    shape = movement.shape_of(dish, grain="quarter")
    assert shape.code == "plateau"
    assert shape.figures["plateau_since"].year == 2008
    assert shape.figures["peak_base"] == pytest.approx(14_337_000)
    assert shape.figures["peak_on"] == pd.Timestamp("2010-01-01")
    assert shape.figures["base"] == pytest.approx(13_844_000)


def test_dish_loses_about_1_6_percent_a_month_while_additions_fall(dish):
    figures = movement.shape_of(dish, grain="quarter").figures
    monthly = dish["lost"] / ((dish["opening"] + dish["closing"]) / 2) / 3
    recent = monthly[dish["period_start"] >= "2008-01-01"]
    assert recent.mean() == pytest.approx(0.0167, abs=0.0005)
    assert figures["loss_rate"] / 3 == pytest.approx(0.017, abs=0.0005)
    assert figures["loss_rate_yearly_change_low"] < 0 < figures["loss_rate_yearly_change_high"]
    yearly = dish.groupby(dish["period_start"].dt.year)["acquired"].sum() / 1e6
    assert yearly[2007] == pytest.approx(3.434)
    assert yearly[2014] == pytest.approx(2.601)
    assert figures["additions_yearly_change"] < -0.01
    assert "mountain" not in {movement.shape_of(dish.iloc[:n], grain="quarter").code for n in range(8, len(dish) + 1)}


@pytest.fixture(scope="module")
def demo_flow(demo_warehouse, connect):
    """demo_flow(grain): the demo company's movement, all lines together."""
    with connect(demo_warehouse) as connection:
        cube = connection.sql("select * from movement where line = 'all'").df()
        period = connection.sql("select * from period").df()
    return lambda grain: movement.by_period(cube[cube["grain"] == grain], period)


@pytest.mark.parametrize("grain", ["month", "quarter", "year"])
def test_the_demo_company_is_the_articles_mountain(demo_flow, grain):
    flow = demo_flow(grain)
    assert movement.check_identity(flow).empty
    shape = movement.shape_of(flow, grain=grain)
    assert shape.code == "mountain"
    assert shape.figures["turned_on"].year == 2021
    assert shape.figures["peak_on"].year in (2020, 2021)


def test_the_demo_company_foresees_its_turn_a_year_ahead(demo_flow):
    flow = demo_flow("month")
    known = flow[flow["period_start"] < "2020-07-01"].reset_index(drop=True)
    shape = movement.shape_of(known, grain="month")
    assert shape.code == "growing_to_ceiling"
    assert shape.figures["turns_from"] <= pd.Timestamp("2021-12-31")
    assert shape.figures["turns_to"] >= pd.Timestamp("2021-01-01")
