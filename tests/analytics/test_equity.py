"""Customer equity: the statement on small tables, and intervals that cover what simulated customers bring."""

import numpy as np
import pandas as pd
import pytest

from analytics import acquisition, clv, contracts, equity, equity_flow, equity_scenarios
from analytics.equity_scenarios import Parameters
from analytics.models.bg_nbd import BgNbd
from analytics.models.discount import DAYS_PER_MONTH, mid_period_factors, month_ends
from analytics.models.gamma_gamma import GammaGamma
from analytics.models.mbg_nbd import MbgNbd
from analytics.models.pareto_nbd import ParetoNbd
from analytics.models.sbg import Sbg
from bench import coverage

SETTINGS = {"discount_rate": 0.10, "horizon_months": 36}
MODELS = [
    BgNbd.from_params(r=0.25, alpha=31.0, a=0.79, b=2.43),
    MbgNbd.from_params(r=0.525, alpha=43.0, a=0.891, b=1.614),
    ParetoNbd.from_params(r=0.553, alpha=74.0, s=0.606, beta=81.0),
]


@pytest.fixture
def state():
    """Customers of several kinds, among them one just acquired and one long silent."""
    rows = [(0, 0, 0, 0.0), (0, 0, 300, 0.0), (2, 100, 120, 20.0), (6, 150, 400, 35.0), (12, 380, 400, 60.0)]
    return pd.DataFrame(rows, columns=["frequency", "recency_days", "age_days", "repeat_value"]).astype("float64")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
@pytest.mark.parametrize("window_days", [28, 31])
def test_roll_is_the_value_expected_at_the_next_month_end(model, window_days, state):
    """Value × (1 + d)^h − released + entering against the expectation itself, month by month from t1."""
    p_alive = model.p_alive(state)
    ahead = equity_flow.purchases_ahead(model, state, p_alive=p_alive, window_days=window_days, **SETTINGS)
    value = equity_scenarios.shop_values(Parameters(model, None, 1.0), state, **SETTINGS)
    roll = value * 1.1 ** (window_days / 365.25) - ahead["released"] + ahead["entering"]
    x, T = state["frequency"].to_numpy(), state["age_days"].to_numpy()
    ends = np.append(0.0, month_ends(36 * DAYS_PER_MONTH)) + window_days
    counts = np.array([model.count_given_alive(x, T, end) for end in ends])
    factors = mid_period_factors(ends[1:] - window_days, yearly_discount_rate=0.10)
    assert roll.to_numpy() == pytest.approx(p_alive * (factors @ np.diff(counts, axis=0)), rel=2e-4)


def test_shop_values_are_the_scores(state):
    model, spend = MODELS[0], GammaGamma.from_params(p=6.25, q=3.74, gamma=15.44)
    scores = clv.score_state(model, state, risk_days=183, **SETTINGS)
    money = spend.expected_spend(state["frequency"], state["repeat_value"])
    found = equity_scenarios.shop_values(Parameters(model, spend), state, **SETTINGS)
    assert found == pytest.approx((scores["discounted_purchases_horizon"] * money).to_numpy(), rel=1e-12)
    coarse = equity_scenarios.shop_values(Parameters(model, spend), state, **SETTINGS, steps=6)
    assert coarse == pytest.approx(found, rel=5e-3)


@pytest.fixture
def running():
    """Running contracts of two terms, and one whose term has no model."""
    rows = [(12, 0, 12.0), (12, 3, 0.1), (1, 7, 0.4), (6, 1, 2.0)]
    return pd.DataFrame(rows, columns=["term_months", "renewals_made", "months_to_renewal"])


@pytest.fixture
def renewals():
    return {12: Sbg.from_params(alpha=0.67, beta=3.8), 1: Sbg.from_params(alpha=0.9, beta=7.0)}


def test_contract_values_are_the_scores(running, renewals):
    scored = contracts.score_contracts(running, renewals, risk_days=183, **SETTINGS)
    found = equity_flow.contract_values(running, renewals, **SETTINGS)
    assert found == pytest.approx(scored["value_36m"].to_numpy(), rel=1e-12, nan_ok=True)
    assert np.isnan(found[3])


def test_contract_roll_by_hand(running, renewals):
    """A contract bound for all of the month brings that month's margin for certain; another month enters far away."""
    ahead = equity_flow.contracts_ahead(running.iloc[:1], renewals, window_days=30.4375, **SETTINGS).iloc[0]
    growth = 1.1 ** (1 / 12)
    assert ahead["released"] == pytest.approx(np.sqrt(growth))
    # after three renewals of the first 36 months the 37th month is paid, 35.5 months after t1
    assert ahead["entering"] == pytest.approx(renewals[12].survival(np.array([3.0]))[0] * 1.1 ** (-35.5 / 12), rel=1e-6)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.code)
@pytest.mark.parametrize(("factor", "points"), [(1.0, 0.05), (1.0, -0.05), (1.01, 0.0)])
def test_retention_is_raised_as_asked(model, factor, points, state):
    now = Parameters(model, None, 1.0)
    changed = equity_scenarios.with_retention(now, state, factor=factor, points=points)
    weight = model.p_alive(state)
    before, after = (
        np.average(equity_scenarios.survival_given_alive(each, state, days=365.25), weights=weight)
        for each in (model, changed.future)
    )
    assert after == pytest.approx(before * factor + points, abs=1e-8)
    values = [equity_scenarios.shop_values(each, state, **SETTINGS).sum() for each in (now, changed)]
    assert (values[1] > values[0]) == (after > before)


def test_survival_is_the_limit_of_quiet_and_purchases(simulate_bg_nbd):
    """Share of simulated customers still alive after another year, among those alive at an age."""
    true = {"r": 0.8, "alpha": 40.0, "a": 1.2, "b": 6.0}
    now = simulate_bg_nbd(200_000, **true, age_days=200.0, seed=4)
    later = simulate_bg_nbd(200_000, **true, age_days=565.25, seed=4)
    model = BgNbd.from_params(**true)
    still = np.average(
        equity_scenarios.survival_given_alive(model, now.iloc[:20_000], days=365.25),
        weights=model.p_alive(now.iloc[:20_000]),
    )
    assert still == pytest.approx(later["alive"].mean() / now["alive"].mean(), abs=0.006)


def test_unreachable_retention_is_refused(state):
    assert equity_scenarios.with_retention(Parameters(MODELS[0], None, 1.0), state, points=0.9) is None


def test_renewals_shift_each_chance(renewals):
    shifted = equity_scenarios.ShiftedRenewals(renewals[12], points=0.05)
    plain = renewals[12].survival(np.arange(4))
    assert shifted.survival(np.array([0, 1])) == pytest.approx([1.0, plain[1] + 0.05])
    assert shifted.survival(2) == pytest.approx((plain[1] + 0.05) * (plain[2] / plain[1] + 0.05))


def test_new_customer_without_discount_is_expected_purchases_times_spend():
    spend = GammaGamma.from_params(p=6.25, q=3.74, gamma=15.44)
    value = equity_scenarios.new_shop_value(Parameters(MODELS[0], spend), discount_rate=0.0, horizon_months=12)
    purchases = MODELS[0].expected_purchases_new(horizon_days=np.array([365.25]))[0]
    assert value == pytest.approx(purchases * spend.mean_spend())


def month_rows(day, **cents):
    rows = [(pd.Timestamp(day), entry, 1, amount) for entry, amount in cents.items()]
    return pd.DataFrame(rows, columns=["closed_on", "entry", "customers", "cents"])


@pytest.fixture
def two_months():
    one = month_rows("2025-01-31", opening=10_000, unwinding=80, released=-500, entering=100, acquired=700, grown=30,
                     shrunk=-40, lost=-900, won_back=60, closing=9_530)  # fmt: skip
    two = month_rows("2025-02-28", opening=9_530, unwinding=70, released=-470, entering=90, acquired=0, grown=0,
                     shrunk=-20, lost=-200, won_back=0, closing=9_000)  # fmt: skip
    return pd.concat([one, two])


def test_months_add_up_to_the_span(two_months):
    lines = equity.statement(two_months).set_index("entry")["cents"]
    assert lines["opening"] == 10_000
    assert lines["closing"] == 9_000
    assert lines["lost"] == -1_100
    assert lines.drop(["opening", "closing"]).sum() == -1_000
    code, figures = equity.of_statement(equity.statement(two_months))
    assert code == "equity_fell"
    assert figures["change"] == pytest.approx(-0.1)


def test_audit_adds_squares(two_months):
    months = pd.DataFrame(
        {
            "closed_on": pd.to_datetime(["2025-01-31", "2025-02-28"]),
            "surprise": [-3.0, 9.0],
            "surprise_square": [9.0, 16.0],
            "value_of_lapsed": [5.0, 7.0],
        }
    )
    found = equity.audit(months, equity.statement(two_months))
    assert (found.surprise, found.standard_error, found.value_of_lapsed) == (6.0, 5.0, 7.0)
    assert found.share == pytest.approx(0.06)
    assert found.holds


def test_forecast_of_acquisition_keeps_level_and_season():
    year = np.array([10, 10, 10, 10, 10, 50, 10, 10, 10, 10, 40, 20], dtype="float64")
    made = acquisition.forecast(np.concatenate([year, year * 2, year * 2]))
    assert made.monthly == pytest.approx(year * 2)
    assert made.error_source == "past_errors"
    assert made.origins == 13
    assert made.error > 0
    short = acquisition.forecast([5, 7, 9])
    assert short.monthly == pytest.approx(np.full(12, 7.0))
    assert short.error_source == "monthly_variation"
    assert acquisition.forecast([5, 7]) is None
    assert acquisition.forecast([5.0] * 3 + [0.0] * 12).error_source == "none"


def test_today_and_tornado_by_hand():
    made = acquisition.Forecast(np.full(12, 10.0), 0.0, "past_errors", 9, 12, False)
    part = equity.today(
        base=1000.0, draws=[1000.0] * 3, variance=0.0, forecast=made, first_margin=2.0, future=3.0,
        future_draws=[3.0] * 3, cost_each=1.0, discount_rate=0.0,
    )  # fmt: skip
    assert (part.to_come, part.acquisition_cost, part.net) == (600.0, 120.0, 1480.0)
    assert part.base_interval == (1000.0, 1000.0)
    rows = equity.net_effects(
        part, {"now": 1000.0, "retention_plus_points": 1200.0}, {"now": 3.0, "retention_plus_points": 4.0},
        monthly=made.monthly, first_margin=2.0, margin_rate=0.5, discount_rate=0.0,
    )  # fmt: skip
    assert ("retention", "plus_points", pytest.approx(200 + 120)) in rows
    assert ("margin", "plus_points", pytest.approx(160.0)) in rows
    assert ("margin", "plus_percent", pytest.approx(16.0)) in rows
    assert ("acquisition_cost", "plus_percent", pytest.approx(-1.2)) in rows
    wide = equity.tornado(rows, net=part.net, kind="points").set_index("lever")
    assert wide.index[0] == "retention"
    assert wide.at["margin", "minus"] == pytest.approx(-160.0)


@pytest.fixture(scope="module")
def judged():
    """Every 80 % interval of 100 small worlds that are fitted anew, beside what came of it in the year after."""
    worlds = [
        coverage.judge(
            coverage.simulate(seed, customers=800, horizon_months=12), horizon_months=12, draws=20, seed=seed
        )
        for seed in range(100)
    ]
    return pd.concat(worlds)


def test_intervals_cover_what_comes(judged):
    """80 % intervals of the base, of segments by chance and by cohort, and of customers cover in 75 to 85 of 100."""
    found = coverage.coverage(judged)
    assert found.loc["total", "cases"] == 100
    assert found.loc[["chance", "cohort"], "cases"].tolist() == [400, 400]
    held = found["held"]
    assert held.drop("silent").between(0.75, 0.85).all(), held
    # Their interval is zero alone: it holds as often as nothing comes of them, more than 80 times in 100.
    assert held["silent"] > 0.85


def test_intervals_hold_for_customers_of_all_kinds(judged):
    """Neither those of little nor those of much expected value are covered too seldom."""
    people = judged[judged["kind"] == "customer"]
    fifths = people.assign(kind=pd.qcut(people["value"], 5, labels=False))
    assert coverage.coverage(fifths)["held"].between(0.75, 0.85).all()
