"""Pareto/NBD against the papers, and its integral against adaptive quadrature."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.optimize import approx_fprime

from analytics import clv, holdout
from analytics.models.death_integral import death_integral
from analytics.models.pareto_nbd import ParetoNbd
from analytics.models.state import read_triples


@pytest.fixture(scope="module")
def fitted(cdnow_tenth_btyd):
    return clv.fit_purchases(cdnow_tenth_btyd, model="pareto_nbd")


def test_pareto_nbd_matches_fader_hardie_lee_2005(fitted):
    """CDNOW 1/10 sample, calibration to 1997-09-30, weeks."""
    weekly = fitted.in_weeks()
    assert weekly.params == pytest.approx({"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, abs=5e-4)
    assert weekly.log_likelihood == pytest.approx(-9595.0, abs=0.05)
    assert not fitted.open_


def test_forecast_of_one_customer_matches_the_published_one(fitted):
    """x = 26, t_x = 30.86, T = 31 weeks: 25.46 purchases in 52 weeks, P(alive) .9979."""
    one = pd.DataFrame({"frequency": [26.0], "recency_days": [30.86 * 7], "age_days": [31.0 * 7]})
    assert fitted.expected_purchases(one, horizon_days=52 * 7) == pytest.approx([25.46], abs=5e-3)
    assert fitted.p_alive(one) == pytest.approx([0.9979], abs=5e-5)


def test_mean_p_alive_on_cdnow_is_the_known_one(fitted, cdnow_tenth_btyd):
    """.446 where BG/NBD says .813 on the same data."""
    assert fitted.p_alive(cdnow_tenth_btyd).mean() == pytest.approx(0.446, abs=5e-4)


def test_cdnow_holdout_matches_the_published_figures(fitted, cdnow_tenth_calibration):
    """1,666 of 1,882 expected, MSE 2.569, correlation .630; the class x = 0 is expected to buy .138."""
    expected = fitted.expected_purchases(cdnow_tenth_calibration, horizon_days=39 * 7)
    actual = cdnow_tenth_calibration["holdout_purchases"].to_numpy()
    figures = holdout.metrics_of(expected, actual, np.ones(len(actual)))
    assert figures["total_expected"] == pytest.approx(1666, abs=0.5)
    assert figures["mse"] == pytest.approx(2.569, abs=5e-4)
    assert figures["correlation"] == pytest.approx(0.630, abs=5e-4)
    assert expected[cdnow_tenth_calibration["frequency"] == 0].mean() == pytest.approx(0.138, abs=5e-4)


def test_cumulative_error_at_week_78_matches_the_published_one(fitted, cdnow_tenth_btyd):
    """1.6 % below the actual 2,457 + 1,882 repeat purchases."""
    age_days = (pd.Timestamp("1998-06-30") - cdnow_tenth_btyd["first_on"]).dt.days.to_numpy()
    expected = fitted.expected_purchases_new(horizon_days=age_days).sum()
    assert expected / (2457 + 1882) - 1 == pytest.approx(-0.016, abs=5e-4)


@pytest.mark.parametrize(
    ("exponent", "alpha", "s", "beta", "start", "end"),
    [
        (0.5, 70.0, 0.6, 80.0, 0.0, 4000.0),
        (3.5, 70.0, 0.6, 80.0, 10.0, 3000.0),
        (1000.5, 70.0, 0.6, 80.0, 50.0, 60.0),
        (0.05, 0.3, 8.0, 0.4, 0.0, 2000.0),
        (300.0, 200.0, 30.0, 1e4, 500.0, 3650.0),
        (2.0, 500.0, 0.1, 0.5, 3.0, 3.0),
    ],
)
def test_integral_over_the_time_of_death(exponent, alpha, s, beta, start, end):
    def integrand(t):
        return ((alpha + start) / (alpha + t)) ** exponent * ((beta + start) / (beta + t)) ** (s + 1)

    bends = np.geomspace(1e-3, 0.5, 6) * (end - start) + start
    exact = quad(integrand, start, end, points=bends if end > start else None, epsabs=0, epsrel=1e-12, limit=500)[0]
    value = death_integral(np.array([exponent]), alpha, s, beta, np.array([start]), np.array([end]))
    assert value == pytest.approx([exact], rel=1e-10)


def test_gradient_is_the_derivative_of_the_likelihood(cdnow_tenth_btyd):
    triples = read_triples(cdnow_tenth_btyd)
    point = np.array([0.6, 60.0, 0.7, 90.0])
    _, gradient = ParetoNbd()._likelihood(point, triples)
    numeric = approx_fprime(point, lambda at: ParetoNbd()._likelihood(at, triples)[0], 1e-6)
    assert gradient == pytest.approx(numeric, rel=1e-4)


@pytest.fixture(scope="module")
def few():
    columns = {
        "frequency": [0, 0, 1, 7, 90.0],
        "recency_days": [0, 0, 30, 300, 200.0],
        "age_days": [0, 90, 90, 390, 390.0],
    }
    return pd.DataFrame(columns)


@pytest.mark.parametrize("s", [0.6, 1.0, 2.0])
def test_no_purchase_is_the_ratio_of_two_likelihoods(few, s):
    known = ParetoNbd.from_params(r=0.55, alpha=74.0, s=s, beta=82.0)
    later = few.assign(age_days=few["age_days"] + 183)
    ratio = np.exp(known.log_likelihood(later) - known.log_likelihood(few))
    assert known.p_no_purchase(few, horizon_days=183) == pytest.approx(ratio, rel=1e-10)


@pytest.mark.parametrize("s", [1.0, 2.0])
def test_expectations_are_continuous_where_their_closed_form_is_not(few, s):
    def at(s):
        known = ParetoNbd.from_params(r=0.55, alpha=74.0, s=s, beta=82.0)
        x, T = few["frequency"].to_numpy(), few["age_days"].to_numpy()
        return np.concatenate(
            [known.expected_purchases(few, horizon_days=900), known.ordered_pairs_given_alive(x, T, 900)]
        )

    assert at(s) == pytest.approx((at(s - 1e-4) + at(s + 1e-4)) / 2, rel=1e-6)


def test_spread_of_purchases_is_that_of_simulated_customers():
    """E[N (N - 1)] in two years of 200,000 new customers."""
    known = ParetoNbd.from_params(r=1.5, alpha=80.0, s=1.2, beta=300.0)
    rng = np.random.default_rng(4)
    rate, death = rng.gamma(1.5, 1 / 80.0, 200_000), rng.exponential(1 / rng.gamma(1.2, 1 / 300.0, 200_000))
    purchases = rng.poisson(rate * np.minimum(death, 730.0))
    pairs = purchases * (purchases - 1.0)
    expected = known.ordered_pairs_given_alive(np.zeros(1), np.zeros(1), 730.0)[0]
    assert pairs.mean() == pytest.approx(expected, abs=4 * pairs.std() / np.sqrt(len(pairs)))
    assert purchases.mean() == pytest.approx(known.expected_purchases_new(horizon_days=730.0), rel=0.02)
