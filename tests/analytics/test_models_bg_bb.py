"""BG/BB against its paper, its R package, lifetimes' data, simulated customers, and the continuous models' interface."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime
from scipy.special import betaln, hyp2f1

from analytics import clv
from analytics.equity_scenarios import Parameters, survival_given_alive, with_retention
from analytics.models import residual
from analytics.models.bg_bb import BgBb
from analytics.models.state import ModelRefused, read_triples

DONORS = {"recency": "recency_days", "periods": "age_days", "weights": "customers"}
# The optimum as BTYD, the authors' R package, prints it.
BTYD = {"alpha": 1.2035225, "beta": 0.7497163, "gamma": 0.6567181, "delta": 2.7834419}
PERIOD = 30.4375


@pytest.fixture(scope="module")
def donors(lifetimes_dir):
    """11,104 donors of 1995 by gifts in the six years after: the paper's data."""
    return pd.read_csv(lifetimes_dir / "donations.csv").rename(columns=DONORS).astype("float64")


@pytest.fixture(scope="module")
def fitted(donors):
    return BgBb().fit(donors)


def test_matches_fader_hardie_shang_2010(fitted):
    published = {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}
    assert fitted.params_ == pytest.approx(published, abs=5e-4)
    assert fitted.log_likelihood_ == pytest.approx(-33225.6, abs=0.05)
    assert fitted.customers_ == 11_104
    assert fitted.open_ == ()


def test_forecasts_match_the_authors_package():
    """BTYD's worked customers: nothing in six years, and four gifts of which the last in the fifth; ten years ahead."""
    model = BgBb.from_params(**BTYD)
    two = pd.DataFrame({"frequency": [0.0, 4.0], "recency_days": [0.0, 5.0], "age_days": [6.0, 6.0]})
    assert model.expected_purchases(two, horizon_days=10) == pytest.approx([0.1302169, 3.627858], rel=1e-4)
    assert model.expected_purchases_new(horizon_days=np.array([10.0])) == pytest.approx([3.179895], rel=5e-5)


def test_residual_is_the_paper_s_equation_14(fitted, donors):
    alpha, beta, gamma, delta = fitted.params_.values()
    x, n, d = donors["frequency"], donors["age_days"], 0.1
    z = 1 / (1 + d)
    logs = (
        betaln(alpha + x + 1, beta + n - x) - betaln(alpha, beta) + betaln(gamma, delta + n + 1) - betaln(gamma, delta)
    )
    closed = np.exp(logs - fitted.log_likelihood(donors)) * z * hyp2f1(1, delta + n + 1, gamma + delta + n + 1, z)
    found = fitted.discounted_residual(donors, discount_rate=d)
    assert found == pytest.approx(closed.to_numpy(), rel=1e-9)
    yearly = BgBb.from_params(period_days=365.25, **fitted.params_)
    in_days = donors.assign(recency_days=donors["recency_days"] * 365.25, age_days=donors["age_days"] * 365.25)
    assert residual.residual(yearly, in_days, yearly_discount_rate=d) == pytest.approx(found, rel=1e-9)


def test_gradient_is_that_of_the_likelihood(donors):
    model, triples = BgBb(), read_triples(donors)
    at = np.array([1.1, 0.9, 0.5, 2.0])
    value, gradient = model._likelihood(at, triples)
    by_differences = approx_fprime(at, lambda params: model._likelihood(params, triples)[0], 1e-6)
    assert gradient == pytest.approx(by_differences, rel=1e-4)
    rows = BgBb.from_params(**dict(zip(BgBb.names, at, strict=True))).log_likelihood(donors)
    assert value == pytest.approx(donors["customers"].to_numpy() @ rows)


def monthly_donors(customers, *, seed, ahead=12, months=30):
    """Givers on the first of each month who follow BG/BB: a state in days, and what came on the occasions ahead."""
    rng = np.random.default_rng(seed)
    true = {"alpha": 1.2, "beta": 2.0, "gamma": 0.8, "delta": 8.0}
    chance, leaves = rng.beta(true["alpha"], true["beta"], customers), rng.beta(true["gamma"], true["delta"], customers)
    n = rng.integers(6, months, customers)
    number = np.arange(1, months + ahead + 1)
    alive = rng.geometric(leaves)[:, None] > number
    gave = alive & (rng.random((customers, len(number))) < chance[:, None])
    known = gave & (number <= n[:, None])
    state = {"frequency": known.sum(axis=1), "recency_days": (known * number).max(axis=1), "age_days": n}
    frame = pd.DataFrame(state).astype("float64")
    later = gave & (number > n[:, None]) & (number <= n[:, None] + ahead)
    # Months are of unequal length: a day or two off the mean does not matter.
    days = frame[["recency_days", "age_days"]] * PERIOD + rng.integers(-1, 2, (customers, 1))
    frame[["recency_days", "age_days"]] = days.where(frame[["recency_days", "age_days"]] > 0, 0.0)
    return (
        true,
        frame,
        later.sum(axis=1),
        alive[np.arange(customers), n + ahead - 1] / 1.0,
        alive[np.arange(customers), n - 1],
    )


def test_recovers_simulated_givers_and_what_they_do_next():
    true, state, later, still, alive = monthly_donors(10_000, seed=3)
    model = clv.fit_purchases(state, model="bg_bb", occasion_days=PERIOD)
    errors = np.sqrt(np.diag(model.covariance_))
    assert np.abs(np.log([model.params_[name] / true[name] for name in model.names]) / errors).max() < 3
    expected = model.expected_purchases(state, horizon_days=12 * PERIOD)
    assert expected.sum() == pytest.approx(later.sum(), rel=0.03)
    assert model.p_alive(state).mean() == pytest.approx(alive.mean(), abs=0.01)
    assert model.p_no_purchase(state, horizon_days=12 * PERIOD).mean() == pytest.approx((later == 0).mean(), abs=0.01)
    assert np.average(survival_given_alive(model, state, days=12 * PERIOD), weights=model.p_alive(state)) == (
        pytest.approx(still.sum() / alive.sum(), abs=0.01)
    )
    pairs = model.p_alive(state) * model.ordered_pairs_given_alive(
        state["frequency"].to_numpy(), state["age_days"].to_numpy(), 12 * PERIOD
    )
    assert pairs.mean() == pytest.approx((later * (later - 1)).mean(), rel=0.06)


def test_serves_like_the_other_models():
    """Scores, draws and the lever on retention go by the same interface, and the draws keep the occasions."""
    _, state, _, _, _ = monthly_donors(600, seed=5)
    model = clv.fit_purchases(state, model="bg_bb", occasion_days=PERIOD)
    scores = clv.score_state(model, state, discount_rate=0.1, horizon_months=36, risk_days=183)
    mixed = scores["p_leave"] * scores["discounted_purchases_if_leaves"]
    mixed += (1 - scores["p_leave"]) * scores["discounted_purchases_if_stays"]
    assert mixed.to_numpy() == pytest.approx(scores["discounted_purchases_horizon"].to_numpy(), rel=1e-9)
    assert {drawn.period_days for drawn in model.draws(3, seed=1)} == {PERIOD}
    better = with_retention(Parameters(model, None, 1.0), state, points=0.02)
    assert better.future.params_["gamma"] < model.params_["gamma"]


def test_refuses_purchases_between_occasions():
    state = pd.DataFrame({"frequency": [9.0] * 20, "recency_days": [60.0] * 20, "age_days": [90.0] * 20})
    with pytest.raises(ModelRefused) as refused:
        clv.fit_purchases(state, model="bg_bb", occasion_days=30.0)
    assert refused.value.code == "not_fixed_occasions"
    assert refused.value.figures == {"customers": 20.0}
