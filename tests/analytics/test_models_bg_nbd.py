"""BG/NBD and MBG/NBD against the papers, against lifetimes, and against each other."""

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.optimize import approx_fprime
from scipy.stats import beta

from analytics import clv
from analytics.models.bg_nbd import BgNbd
from analytics.models.mbg_nbd import MbgNbd
from analytics.models.state import read_triples

PAPER_BG = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
PAPER_MBG = {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}


@pytest.fixture(scope="module")
def fitted(cdnow_tenth_btyd):
    return clv.fit_purchases(cdnow_tenth_btyd, model="bg_nbd")


def test_bg_nbd_matches_fader_hardie_lee_2005(fitted):
    """CDNOW 1/10 sample, calibration to 1997-09-30. The paper counts in weeks, we in days: alpha / 7."""
    assert fitted.in_weeks().params == pytest.approx(PAPER_BG, abs=5e-4)
    assert fitted.in_weeks().log_likelihood == pytest.approx(-9582.4, abs=0.05)
    assert fitted.customers_ == 2357


def test_mbg_nbd_matches_the_published_fit(cdnow_tenth_btyd):
    weekly = clv.fit_purchases(cdnow_tenth_btyd, model="mbg_nbd").in_weeks()
    assert weekly.params == pytest.approx(PAPER_MBG, abs=5e-4)
    assert weekly.log_likelihood == pytest.approx(-9582.1, abs=0.05)


def test_bg_nbd_forecast_of_one_customer_matches_fader_hardie_lee_2005(fitted):
    """x = 2, t_x = 30.43, T = 38.86 weeks; E[Y(39)] = 1.226 and P(alive) = .727."""
    one = pd.DataFrame({"frequency": [2.0], "recency_days": [30.43 * 7], "age_days": [38.86 * 7]})
    assert fitted.expected_purchases(one, horizon_days=39 * 7) == pytest.approx([1.226], abs=5e-4)
    assert fitted.p_alive(one) == pytest.approx([0.727], abs=5e-4)


def test_bg_nbd_purchases_of_a_new_customer_match_fader_hardie_lee_2005(fitted):
    expected = fitted.expected_purchases_new(horizon_days=7 * np.array([1, 32]))
    assert expected == pytest.approx([0.0532, 1.0437], abs=5e-5)


def test_the_published_expectation_at_78_weeks_is_a_series_cut_off_at_150_terms(fitted):
    """The paper's spreadsheet sums 150 terms of the hypergeometric series: 1.8576. The whole series gives 1.8580."""
    r, alpha, a, b = fitted.in_weeks().params.values()
    z = 78 / (alpha + 78)
    order = np.arange(1, 151)
    terms = np.cumprod((r + order - 1) * (b + order - 1) / ((a + b + order - 2) * order) * z)
    cut_off = (a + b - 1) / (a - 1) * (1 - (1 - z) ** r * (1 + terms.sum()))
    assert cut_off == pytest.approx(1.8576, abs=5e-5)

    def given_chance(p):
        return (1 - (alpha / (alpha + p * 78)) ** r) / p * beta.pdf(p, a, b)

    exact = quad(given_chance, 0, 1, points=[1e-3, 1e-2, 0.1], limit=500)[0]
    assert fitted.expected_purchases_new(horizon_days=78 * 7) == pytest.approx(exact, rel=1e-8)
    assert exact == pytest.approx(1.8580, abs=5e-5)


def test_mean_p_alive_on_cdnow_is_the_known_one(fitted, cdnow_tenth_btyd):
    assert fitted.p_alive(cdnow_tenth_btyd).mean() == pytest.approx(0.813, abs=5e-4)


@pytest.mark.parametrize("model", [BgNbd, MbgNbd])
def test_gradient_is_the_derivative_of_the_likelihood(model, cdnow_tenth_btyd):
    triples = read_triples(cdnow_tenth_btyd)
    point = np.array([0.4, 40.0, 0.7, 1.9])
    _, gradient = model()._likelihood(point, triples)
    numeric = approx_fprime(point, lambda at: model()._likelihood(at, triples)[0], 1e-6)
    assert gradient == pytest.approx(numeric, rel=1e-4)


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd"])
def test_weights_count_customers(model, cdnow_tenth_btyd):
    """Three customers in one row weigh as three rows."""
    thrice = pd.concat([cdnow_tenth_btyd] * 3)
    weighted = cdnow_tenth_btyd.assign(customers=3)
    one, other = (clv.fit_purchases(state, model=model) for state in (thrice, weighted))
    assert one.params_ == pytest.approx(other.params_, rel=1e-7)
    assert one.log_likelihood_ == pytest.approx(other.log_likelihood_)
    assert one.covariance_ == pytest.approx(other.covariance_)


def test_the_optimum_is_checked(fitted):
    assert fitted.converged_
    assert fitted.gradient_norm_ < 1e-6
    assert np.linalg.eigvalsh(fitted.hessian_)[0] > 0
    assert np.sqrt(np.diag(fitted.covariance_)) == pytest.approx([0.0518, 0.0857, 0.2342, 0.2908], abs=5e-4)


def test_rows_instead_of_purchase_days_give_other_parameters(lifetimes_dir, cdnow_tenth_btyd, fitted):
    """The trap: two orders on one day are one event. Counting rows moves the fit well beyond rounding."""
    columns = ["master", "customer", "day", "units", "value"]
    lines = pd.read_csv(lifetimes_dir / "CDNOW_sample.txt", sep=r"\s+", header=None, names=columns)
    lines = lines[lines["day"] <= 19970930]
    rows = cdnow_tenth_btyd.assign(frequency=lines.groupby("customer").size() - 1.0)
    rows = rows[(rows["frequency"] == 0) | (rows["recency_days"] > 0)]
    by_rows = clv.fit_purchases(rows).in_weeks().params
    assert abs(by_rows["alpha"] - fitted.in_weeks().params["alpha"]) > 0.05


@pytest.mark.parametrize("model", [BgNbd, MbgNbd])
def test_no_purchase_is_the_ratio_of_two_likelihoods(model):
    """P(no purchase in w) = L(x, t_x, T + w) / L(x, t_x, T): two derivations of one figure."""
    known = model.from_params(r=0.4, alpha=35.0, a=0.8, b=2.4)
    state = pd.DataFrame({"frequency": [0, 0, 1, 7], "recency_days": [0, 0, 30, 300.0], "age_days": [0, 90, 90, 390.0]})
    later = state.assign(age_days=state["age_days"] + 183)
    ratio = np.exp(known.log_likelihood(later) - known.log_likelihood(state))
    assert known.p_no_purchase(state, horizon_days=183) == pytest.approx(ratio, rel=1e-12)


@pytest.mark.parametrize("model", [BgNbd, MbgNbd])
def test_expectation_is_continuous_at_a_of_one(model):
    state = pd.DataFrame(
        {"frequency": [0, 3.0, 900.0], "recency_days": [0, 200.0, 999.0], "age_days": [90, 250, 1000.0]}
    )

    def at(a):
        return model.from_params(r=0.4, alpha=35.0, a=a, b=2.4).expected_purchases(state, horizon_days=365)

    assert at(1.0) == pytest.approx((at(1 - 1e-3) + at(1 + 1e-3)) / 2, rel=1e-6)
    assert at(1.0) == pytest.approx(at(1 + 1.01e-4), rel=1e-4)


def test_heavy_buyers_do_not_overflow():
    known = BgNbd.from_params(r=0.25, alpha=31.0, a=0.79, b=2.43)
    state = pd.DataFrame({"frequency": [2000.0], "recency_days": [3640.0], "age_days": [3650.0]})
    expected = known.expected_purchases(state, horizon_days=365.25)
    assert np.isfinite(expected).all()
    # 198.5 a year while alive, P(alive) .917, and .08 chance to leave within the year
    assert expected == pytest.approx([198.5 * 0.917 * (1 - 0.08 / 2)], rel=0.005)
