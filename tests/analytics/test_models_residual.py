"""DERT: the closed form of Pareto/NBD, a long sum for BG/NBD, and the known share beyond 36 months."""

import numpy as np
import pytest
from scipy.special import hyperu

from analytics import clv
from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.residual import residual
from analytics.models.state import ModelRefused

DISCOUNT = {"yearly_discount_rate": 0.10}


def test_pareto_nbd_residual_is_the_published_closed_form(cdnow_tenth_btyd):
    """Fader, Hardie & Lee (2005), RFM and CLV: with Tricomi's function of δ (β + T)."""
    model = clv.fit_purchases(cdnow_tenth_btyd, model="pareto_nbd")
    r, alpha, s, beta = model.params_.values()
    x, T = cdnow_tenth_btyd["frequency"].to_numpy(), cdnow_tenth_btyd["age_days"].to_numpy()
    per_day = np.log(1.1) / 365.25
    given_alive = (r + x) / (alpha + T) * (beta + T) ** s * per_day ** (s - 1) * hyperu(s, s, per_day * (beta + T))
    closed = model.p_alive(cdnow_tenth_btyd) * given_alive
    assert residual(model, cdnow_tenth_btyd, **DISCOUNT) == pytest.approx(closed, rel=1e-10)


@pytest.mark.parametrize("model", ["bg_nbd", "mbg_nbd"])
def test_residual_is_the_sum_over_a_very_long_horizon(model, cdnow_tenth_btyd):
    """A hundred years month by month; mid-month against continuous discounting and the rest cost little."""
    few = cdnow_tenth_btyd.iloc[::100]
    fitted = clv.fit_purchases(cdnow_tenth_btyd, model=model)
    summed = fitted.discounted_purchases(few, horizon_days=1200 * DAYS_PER_MONTH, **DISCOUNT)
    assert residual(fitted, few, **DISCOUNT) == pytest.approx(summed, rel=3e-4)


def test_share_beyond_36_months_on_cdnow_is_the_known_one(cdnow_btyd):
    """62 % of the residual value of BG/NBD on the full file lies beyond the headline's horizon."""
    model = clv.fit_purchases(cdnow_btyd)
    headline = model.discounted_purchases(cdnow_btyd, horizon_days=36 * DAYS_PER_MONTH, **DISCOUNT)
    share = 1 - headline.sum() / residual(model, cdnow_btyd, **DISCOUNT).sum()
    assert share == pytest.approx(0.62, abs=5e-3)


def test_without_discount_it_is_refused(cdnow_tenth_btyd):
    model = clv.fit_purchases(cdnow_tenth_btyd)
    with pytest.raises(ModelRefused, match="residual_needs_discount"):
        residual(model, cdnow_tenth_btyd, yearly_discount_rate=0.0)
