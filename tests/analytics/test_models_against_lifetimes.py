"""lifetimes 0.11.3 as the oracle: it reproduces the papers, and our own likelihoods have to agree with it."""

import lifetimes
import numpy as np
import pytest

from analytics import clv

WEEK = 7
HORIZON_WEEKS = 39


@pytest.fixture(scope="module")
def weeks(cdnow_tenth_btyd):
    """The calibration state in weeks, the unit in which lifetimes' optimiser is at ease."""
    state = cdnow_tenth_btyd
    return state["frequency"], state["recency_days"] / WEEK, state["age_days"] / WEEK


@pytest.mark.parametrize(
    ("code", "fitter", "tolerance"),
    [
        ("bg_nbd", lifetimes.BetaGeoFitter, 2e-3),
        ("mbg_nbd", lifetimes.ModifiedBetaGeoFitter, 2e-3),
        ("pareto_nbd", lifetimes.ParetoNBDFitter, 5e-3),
    ],
)
def test_purchase_models_agree_with_lifetimes(code, fitter, tolerance, weeks, cdnow_tenth_btyd):
    """Parameters, P(alive) and expected purchases; and our optimum is not the worse one."""
    np.random.seed(1)  # lifetimes starts Pareto/NBD from NumPy's global generator
    theirs = fitter().fit(*weeks)
    ours = clv.fit_purchases(cdnow_tenth_btyd, model=code)
    assert ours.in_weeks().params == pytest.approx(dict(theirs.params_), rel=tolerance)
    p_alive = np.asarray(theirs.conditional_probability_alive(*weeks))
    assert ours.p_alive(cdnow_tenth_btyd) == pytest.approx(p_alive, abs=1e-3)
    expected = np.asarray(theirs.conditional_expected_number_of_purchases_up_to_time(HORIZON_WEEKS, *weeks))
    mine = ours.expected_purchases(cdnow_tenth_btyd, horizon_days=HORIZON_WEEKS * WEEK)
    assert mine == pytest.approx(expected, abs=5e-3)
    in_days = {name: value * WEEK if name in ours.time_names else value for name, value in theirs.params_.items()}
    at_theirs = type(ours).from_params(**in_days).log_likelihood(cdnow_tenth_btyd).sum()
    assert ours.log_likelihood_ >= at_theirs


def test_gamma_gamma_agrees_with_lifetimes(cdnow_tenth_btyd):
    repeat = cdnow_tenth_btyd[cdnow_tenth_btyd["repeat_value"] > 0]
    theirs = lifetimes.GammaGammaFitter().fit(repeat["frequency"], repeat["repeat_value"])
    ours = clv.fit_spend(cdnow_tenth_btyd)
    published = {"p": theirs.params_["p"], "q": theirs.params_["q"], "gamma": theirs.params_["v"]}
    assert ours.params_ == pytest.approx(published, rel=2e-3)
    expected = theirs.conditional_expected_average_profit(repeat["frequency"], repeat["repeat_value"]).to_numpy()
    assert ours.expected_spend(repeat["frequency"], repeat["repeat_value"]) == pytest.approx(expected, rel=1e-3)
