"""sBG, BdW and the discounted residual lifetime against the papers' tables."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import approx_fprime
from scipy.special import hyp2f1

from analytics.models.bdw import Bdw
from analytics.models.beta_survival import table_of_survivors
from analytics.models.sbg import Sbg
from analytics.models.state import ModelRefused
from analytics.multiple import margin_multiple

HIGH_END = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4]
REGULAR = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3]


def thousand(percent):
    return table_of_survivors(10 * np.array(percent))


@pytest.mark.parametrize(
    ("survival", "params", "year_12"),
    [(HIGH_END, {"alpha": 0.668, "beta": 3.806}, 0.378), (REGULAR, {"alpha": 0.704, "beta": 1.182}, 0.170)],
)
def test_sbg_matches_fader_hardie_2007(survival, params, year_12):
    """Fitted on the first seven losses of a thousand customers, projected to year 12."""
    fitted = Sbg().fit(thousand(survival[:8]))
    assert fitted.params_ == pytest.approx(params, abs=5e-4)
    assert fitted.survival(12) == pytest.approx(year_12, abs=5e-4)
    assert not fitted.open_


def test_bdw_matches_the_published_fit_on_four_losses():
    fitted = Bdw().fit(thousand(HIGH_END[:5]))
    assert fitted.params_ == pytest.approx({"gamma": 0.259, "delta": 1.723, "c": 1.584}, abs=5e-4)


@pytest.mark.parametrize(
    ("alpha", "beta", "published"),
    [(3.80, 15.20, [3.31, 3.45, 3.59, 3.72, 3.84]), (1 / 15, 4 / 15, [7.68, 9.46, 9.86, 10.06, 10.19])],
)
def test_residual_lifetime_matches_fader_hardie_2010(alpha, beta, published):
    """DERL at 10 %, just before the first to fifth renewal; also equal to the closed form."""
    model = Sbg.from_params(alpha=alpha, beta=beta)
    renewals = model.residual_renewals(renewals_made=np.arange(5), discount_rate=0.1)
    assert renewals == pytest.approx(published, abs=5e-3)
    due = np.arange(1, 6)
    closed = (beta + due - 1) / (alpha + beta + due - 1) * hyp2f1(1, beta + due, alpha + beta + due, 1 / 1.1)
    assert renewals == pytest.approx(closed, rel=1e-9)


def test_a_horizon_cuts_the_residual_lifetime():
    model = Sbg.from_params(alpha=1.0, beta=2.0)
    two = model.residual_renewals(renewals_made=[0], discount_rate=0.1, horizon_periods=2)
    assert two == pytest.approx([model.survival(1) + model.survival(2) / 1.1])
    assert model.residual_renewals(renewals_made=[0], discount_rate=0.0, horizon_periods=1) == pytest.approx([2 / 3])
    with pytest.raises(ModelRefused, match="residual_needs_discount"):
        model.residual_renewals(renewals_made=[0], discount_rate=0.0)


def test_retention_rises_with_age_under_sbg():
    """r(t) = (β + t - 1) / (α + β + t - 1)."""
    model, periods = Sbg.from_params(alpha=0.7, beta=1.2), np.arange(1, 20)
    assert model.retention_rate(periods) == pytest.approx((1.2 + periods - 1) / (1.9 + periods - 1))


@pytest.mark.parametrize("model", [Sbg, Bdw])
def test_gradient_is_the_derivative_of_the_likelihood(model):
    table, point = thousand(REGULAR[:8]), np.log([0.8, 1.7, 1.2])[: len(model.names)]
    _, gradient = model()._mean_negative(point, table, 1000.0)
    numeric = approx_fprime(point, lambda at: model()._mean_negative(at, table, 1000.0)[0], 1e-7)
    assert gradient == pytest.approx(numeric, rel=1e-4)


@pytest.mark.parametrize("model", [Sbg, Bdw])
def test_recovers_its_parameters_from_cohorts_of_different_ages(model):
    """Five cohorts of 40,000, seen for 2 to 10 periods: the censored rest counts at its own age."""
    truth = dict(zip(model.names, (0.7, 2.0, 1.3), strict=False))
    known, rng, tables = model.from_params(**truth), np.random.default_rng(8), []
    for seen in (2, 4, 6, 8, 10):
        survival = known.survival(np.arange(seen + 1))
        ended = rng.multinomial(40_000, np.append(-np.diff(survival), survival[-1]))
        tables.append(table_of_survivors(40_000 - np.concatenate(([0], np.cumsum(ended[:-1])))))
    fitted = model().fit(pd.concat(tables))
    off = np.log([fitted.params_[name] / truth[name] for name in model.names]) / np.sqrt(np.diag(fitted.covariance_))
    assert np.abs(off).max() < 3.5
    assert np.sqrt(np.diag(fitted.covariance_)).max() < 0.1


@pytest.mark.parametrize(
    ("survivors", "code"),
    [([100, 100, 100], "too_few_ended"), ([100, 60], "too_few_periods"), ([100, 120, 60], "losses_impossible")],
)
def test_unusable_losses_are_refused_by_name(survivors, code):
    with pytest.raises(ModelRefused) as refusal:
        Sbg().fit(table_of_survivors(survivors))
    assert refusal.value.code == code


def test_customers_with_one_chance_of_leaving_are_marked_as_such():
    """A constant retention of .8: the beta distribution narrows without end, the survival curve does not mind."""
    fitted = Sbg().fit(table_of_survivors(10_000 * 0.8 ** np.arange(9)))
    assert fitted.open_
    assert fitted.survival(np.arange(12)) == pytest.approx(0.8 ** np.arange(12), rel=2e-3)


@pytest.mark.parametrize(("rate", "multiple"), [(0.10, 2.67), (0.12, 2.50), (0.14, 2.35), (0.16, 2.22)])
def test_margin_multiple_matches_gupta_lehmann(rate, multiple):
    assert margin_multiple(retention_rate=0.8, discount_rate=rate) == pytest.approx(multiple, abs=5e-3)


def test_what_five_points_of_retention_do_to_the_multiple():
    """+ 27.5 % at r .8 and i 10 %; never over 58 % at i 10 %; + 111 % undiscounted from .90 to .95."""

    def gain(retention, discount):
        now = margin_multiple(retention_rate=retention, discount_rate=discount)
        return margin_multiple(retention_rate=retention + 0.05, discount_rate=discount) / now - 1

    assert gain(0.80, 0.10) == pytest.approx(0.275, abs=5e-4)
    assert max(gain(retention, 0.10) for retention in np.linspace(0.3, 0.95, 66)) == pytest.approx(0.58, abs=5e-3)
    assert gain(0.90, 0.0) == pytest.approx(1.11, abs=5e-3)


@pytest.mark.parametrize(("retention", "discount"), [(1.2, 0.1), (-0.1, 0.1), (1.0, 0.0)])
def test_impossible_rates_are_refused(retention, discount):
    with pytest.raises(ValueError, match="retention"):
        margin_multiple(retention_rate=retention, discount_rate=discount)
