"""Gamma-Gamma against Fader & Hardie (2013) and its own algebra."""

import numpy as np
import pandas as pd
import pytest

from analytics import clv
from analytics.models.gamma_gamma import GammaGamma
from analytics.models.state import ModelRefused


@pytest.fixture(scope="module")
def fitted(cdnow_tenth_btyd):
    return clv.fit_spend(cdnow_tenth_btyd)


def test_gamma_gamma_matches_fader_hardie_2013(fitted):
    """CDNOW 1/10 sample, 946 repeat buyers in the calibration with a positive mean value."""
    assert fitted.params_ == pytest.approx({"p": 6.25, "q": 3.74, "gamma": 15.44}, abs=5e-3)
    assert fitted.log_likelihood_ == pytest.approx(-4055.92, abs=5e-3)
    assert fitted.customers_ == 946
    assert fitted.mean_spend() == pytest.approx(35.17, abs=5e-3)


def test_expected_spend_is_a_weighted_mean_of_own_and_everybody(fitted):
    """A one-time buyer has the mean of all."""
    p, q, _ = fitted.params_.values()
    own = p * 4 / (p * 4 + q - 1)
    expected = fitted.expected_spend(np.array([0.0, 4.0, 3.0]), np.array([0.0, 60.0, -5.0]))
    assert expected == pytest.approx(
        [fitted.mean_spend(), own * 60 + (1 - own) * fitted.mean_spend(), fitted.mean_spend()]
    )


@pytest.mark.parametrize("factor", [1e-6, 1e9])
def test_the_unit_of_money_does_not_matter(fitted, cdnow_tenth_btyd, factor):
    scaled = clv.fit_spend(cdnow_tenth_btyd.assign(repeat_value=cdnow_tenth_btyd["repeat_value"] * factor))
    assert scaled.params_["p"] == pytest.approx(fitted.params_["p"], rel=1e-6)
    assert scaled.mean_spend() == pytest.approx(fitted.mean_spend() * factor, rel=1e-6)


def test_weights_count_customers(fitted, cdnow_tenth_btyd):
    weighted = clv.fit_spend(cdnow_tenth_btyd.assign(customers=2))
    assert weighted.params_ == pytest.approx(fitted.params_, rel=1e-7)
    assert weighted.covariance_ == pytest.approx(fitted.covariance_ / 2, rel=1e-4)


def test_recovers_the_parameters_it_was_simulated_from():
    rng = np.random.default_rng(5)
    x = rng.integers(1, 12, 20_000).astype("float64")
    scale = rng.gamma(4.0, 1 / 20.0, len(x))
    value = rng.gamma(6.0 * x, 1 / scale) / x
    fit = GammaGamma().fit(pd.DataFrame({"frequency": x, "repeat_value": value}))
    truth = {"p": 6.0, "q": 4.0, "gamma": 20.0}
    errors = np.sqrt(np.diag(fit.covariance_))
    off = np.log([fit.params_[name] / truth[name] for name in fit.names]) / errors
    assert np.abs(off).max() < 3.5
    assert errors.max() < 0.1


def test_constant_spend_is_refused_with_its_value():
    with pytest.raises(ModelRefused) as refusal:
        clv.fit_spend(pd.DataFrame({"frequency": [3.0] * 80, "repeat_value": [25.0] * 80}))
    assert (refusal.value.code, refusal.value.figures) == ("constant_value", {"value": 25.0})


def test_without_repeat_buyers_it_is_refused():
    with pytest.raises(ModelRefused) as refusal:
        clv.fit_spend(pd.DataFrame({"frequency": [0.0] * 80, "repeat_value": [0.0] * 80}))
    assert refusal.value.code == "too_few_repeat_buyers"
