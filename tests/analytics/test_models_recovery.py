"""Customers simulated under known parameters: the fits find them, and say how sure they are."""

import numpy as np
import pandas as pd
import pytest

from analytics import clv, route
from analytics.models.bg_nbd import BgNbd

BG_TRUTH = {"r": 0.7, "alpha": 60.0, "a": 0.8, "b": 2.5}
PARETO_TRUTH = {"r": 0.9, "alpha": 70.0, "s": 0.8, "beta": 250.0}
ERRORS = 3.5


def off_by_errors(fitted, truth):
    """Distance of the log parameters from the truth, in standard errors of the fit."""
    return np.log([fitted.params_[name] / truth[name] for name in fitted.names]) / np.sqrt(np.diag(fitted.covariance_))


def simulate_pareto_nbd(customers, *, r, alpha, s, beta, age_days, seed):
    rng = np.random.default_rng(seed)
    rate, death = rng.gamma(r, 1 / alpha, customers), rng.exponential(1 / rng.gamma(s, 1 / beta, customers))
    observed = np.minimum(death, age_days)
    x = rng.poisson(rate * observed)
    # The last of x uniform moments is the x-th root of one.
    t_x = np.where(x > 0, observed * rng.random(customers) ** (1 / np.maximum(x, 1)), 0.0)
    return pd.DataFrame({"frequency": x, "recency_days": t_x, "age_days": age_days, "alive": death > age_days})


@pytest.fixture(scope="module")
def ages():
    return np.random.default_rng(1).uniform(60, 1400, 20_000)


@pytest.fixture(scope="module")
def bg_state(simulate_bg_nbd, ages):
    return simulate_bg_nbd(len(ages), **BG_TRUTH, age_days=ages, seed=11)


def test_bg_nbd_recovers_its_parameters(bg_state):
    fitted = clv.fit_purchases(bg_state, model="bg_nbd")
    assert np.abs(off_by_errors(fitted, BG_TRUTH)).max() < ERRORS
    assert np.sqrt(np.diag(fitted.covariance_)).max() < 0.1
    assert fitted.p_alive(bg_state).mean() == pytest.approx(bg_state["alive"].mean(), abs=0.01)


def test_mbg_nbd_recovers_its_parameters(simulate_bg_nbd, ages):
    """Who may leave right after the first purchase: the same simulation, a chance to leave at the start."""
    state = simulate_bg_nbd(len(ages), **BG_TRUTH, age_days=ages, seed=12)
    gone = np.random.default_rng(2).random(len(ages)) < state["leaves"]
    state.loc[gone, ["frequency", "recency_days"]] = 0.0
    fitted = clv.fit_purchases(state, model="mbg_nbd")
    assert np.abs(off_by_errors(fitted, BG_TRUTH)).max() < ERRORS
    assert fitted.p_alive(state).mean() == pytest.approx((state["alive"] & ~gone).mean(), abs=0.01)


def test_pareto_nbd_recovers_its_parameters(ages):
    state = simulate_pareto_nbd(len(ages), **PARETO_TRUTH, age_days=ages, seed=13)
    fitted = clv.fit_purchases(state, model="pareto_nbd")
    assert np.abs(off_by_errors(fitted, PARETO_TRUTH)).max() < ERRORS
    assert fitted.p_alive(state).mean() == pytest.approx(state["alive"].mean(), abs=0.01)


def test_draws_spread_as_the_covariance_says(bg_state):
    fitted = clv.fit_purchases(bg_state)
    drawn = np.log([list(model.params_.values()) for model in fitted.draws(2000, seed=3)])
    assert drawn.mean(axis=0) == pytest.approx(np.log(list(fitted.params_.values())), abs=0.01)
    assert np.cov(drawn.T) == pytest.approx(fitted.covariance_, rel=0.15, abs=2e-5)
    again = [model.params_ for model in fitted.draws(3, seed=3)]
    assert again == [model.params_ for model in fitted.draws(3, seed=3)]


def test_eight_in_ten_intervals_hold_the_truth(simulate_bg_nbd):
    """Twenty-five data sets of 1,500 customers: the 80 % interval of the expected total holds the true one in most."""
    truth, held = BgNbd.from_params(**BG_TRUTH), 0
    for seed in range(25):
        ages = np.random.default_rng(seed).integers(60, 700, 1500)
        state = simulate_bg_nbd(len(ages), **BG_TRUTH, age_days=ages, seed=100 + seed)
        fitted = clv.fit_purchases(state)
        totals = [model.expected_purchases(state, horizon_days=365).sum() for model in fitted.draws(40, seed=seed)]
        low, high = np.quantile(totals, [0.1, 0.9])
        held += low <= truth.expected_purchases(state, horizon_days=365).sum() <= high
    assert 15 <= held <= 24


def test_where_nobody_leaves_the_forecast_is_that_of_the_nbd(simulate_bg_nbd, ages):
    """No dropout at all: the parameters of leaving stay open, the forecast is (r + x) / (α + T) and says so."""
    state = simulate_bg_nbd(5000, r=2.0, alpha=50.0, a=1e-9, b=2.0, age_days=ages[:5000], seed=14)
    x, T = state["frequency"].to_numpy(), state["age_days"].to_numpy()
    for code in route.PURCHASE_MODELS:
        fitted = clv.fit_purchases(state, model=code)
        plain = (fitted.params_["r"] + x) / (fitted.params_["alpha"] + T) * 365
        assert fitted.expected_purchases(state, horizon_days=365) == pytest.approx(plain, rel=0.02)
        assert [note.code for note in route.fit_notes(fitted)] == (["parameters_open"] if fitted.open_ else [])
        assert fitted.params_["r"] == pytest.approx(2.0, rel=0.1)
        assert len(fitted.draws(3, seed=1)) == 3


def test_an_ordinary_fit_needs_no_note(bg_state):
    assert route.fit_notes(clv.fit_purchases(bg_state)) == []


def test_the_error_from_the_hessian_is_that_of_a_bootstrap(cdnow_tenth_btyd):
    """80 % intervals of log parameters and of what is worked out from them: the normal law against 60 resamples."""
    rng = np.random.default_rng(3)
    columns = ["frequency", "recency_days", "age_days"]
    counted = cdnow_tenth_btyd.groupby(columns, as_index=False).size().rename(columns={"size": "customers"})
    fitted = clv.fit_purchases(counted, model="bg_nbd")
    share = counted["customers"] / counted["customers"].sum()
    again = [
        clv.fit_purchases(counted.assign(customers=draw), model="bg_nbd")
        for draw in rng.multinomial(int(counted["customers"].sum()), share, size=60)
    ]

    def expected(models):
        return [model.expected_purchases_new(horizon_days=273.0) for model in models]

    spread = np.std(expected(again), ddof=1)
    assert np.std(expected(fitted.draws(400, seed=4)), ddof=1) == pytest.approx(spread, rel=0.3)
    resampled = np.std([[np.log(model.params_[name]) for name in ("r", "alpha")] for model in again], axis=0, ddof=1)
    errors = np.sqrt(np.diag(fitted.covariance_))[[list(fitted.names).index(name) for name in ("r", "alpha")]]
    assert errors == pytest.approx(resampled, rel=0.3)
