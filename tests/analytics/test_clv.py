"""Scores: identities that must hold exactly, and simulated customers whose future is known."""

import numpy as np
import pandas as pd
import pytest

from analytics import clv
from analytics.models.bg_nbd import BgNbd
from analytics.models.discount import DAYS_PER_MONTH, mid_period_factors, month_ends
from analytics.models.gamma_gamma import GammaGamma
from analytics.models.mbg_nbd import MbgNbd

SCORE = {"discount_rate": 0.10, "horizon_months": 36, "risk_days": 183}
HORIZON_DAYS = 36 * DAYS_PER_MONTH
TRUTH = {"r": 0.7, "alpha": 60.0, "a": 0.8, "b": 2.5}
SPEND = {"p": 6.25, "q": 3.74, "gamma": 15.44}


@pytest.fixture(scope="module", params=list(clv.PURCHASE_MODELS))
def fitted(request, cdnow_tenth_btyd):
    return clv.fit_purchases(cdnow_tenth_btyd, model=request.param)


@pytest.fixture(scope="module")
def future(simulate_bg_nbd):
    """Customers under known parameters with what they then buy in 36 months: days and money, each discounted."""
    rng = np.random.default_rng(3)
    state = simulate_bg_nbd(40_000, **TRUTH, age_days=rng.integers(10, 1500, 40_000), seed=2)
    x, rate, leaves = (state[name].to_numpy() for name in ("frequency", "rate", "leaves"))
    nu = rng.gamma(SPEND["q"], 1 / SPEND["gamma"], len(x))
    state["repeat_value"] = np.where(x > 0, rng.gamma(SPEND["p"] * np.maximum(x, 1), 1 / nu) / np.maximum(x, 1), 0.0)
    clock, going = np.zeros(len(x)), np.flatnonzero(state["alive"])
    bought, worth, first = np.zeros(len(x)), np.zeros(len(x)), np.full(len(x), np.inf)
    while going.size:
        clock[going] += rng.exponential(1 / rate[going])
        going = going[clock[going] <= HORIZON_DAYS]
        factor = 1.1 ** (-clock[going] / 365.25)
        bought[going] += factor
        worth[going] += factor * rng.gamma(SPEND["p"], 1 / nu[going])
        first[going] = np.minimum(first[going], clock[going])
        going = going[rng.random(going.size) >= leaves[going]]
    return state.assign(bought=bought, worth=worth, first_after_days=first)


def test_repeat_rate_counts_weights():
    assert clv.repeat_rate(pd.DataFrame({"frequency": [0, 2], "customers": [3, 1]})) == 0.25
    with pytest.raises(ValueError, match="at least one customer"):
        clv.repeat_rate(pd.DataFrame({"frequency": []}))


def test_an_unknown_model_is_named(cdnow_tenth_btyd):
    with pytest.raises(ValueError, match="bg_nbd"):
        clv.fit_purchases(cdnow_tenth_btyd, model="poisson")


def test_scores_are_aligned_and_in_range(fitted, cdnow_tenth_btyd):
    shuffled = cdnow_tenth_btyd.sample(frac=1, random_state=1)
    scores = clv.score_state(fitted, shuffled, **SCORE)
    assert scores.index.equals(shuffled.index)
    assert not scores.isna().any(axis=None)
    assert (scores >= 0).all(axis=None)
    assert scores[["p_alive", "p_leave"]].max(axis=None) <= 1
    pd.testing.assert_frame_equal(scores.sort_index(), clv.score_state(fitted, cdnow_tenth_btyd, **SCORE))


def test_scores_agree_with_the_models_own_methods(fitted, cdnow_tenth_btyd):
    scores = clv.score_state(fitted, cdnow_tenth_btyd, **SCORE)
    scores = {name: scores[name].to_numpy() for name in scores}
    year = {"horizon_days": 365.25}
    assert scores["p_alive"] == pytest.approx(fitted.p_alive(cdnow_tenth_btyd))
    assert scores["p_leave"] == pytest.approx(fitted.p_no_purchase(cdnow_tenth_btyd, horizon_days=183))
    assert scores["expected_purchases_12m"] == pytest.approx(clv.expected_purchases(fitted, cdnow_tenth_btyd, **year))
    discounted = fitted.discounted_purchases(cdnow_tenth_btyd, **year, yearly_discount_rate=0.1)
    assert scores["discounted_purchases_12m"] == pytest.approx(discounted)


def test_leaving_and_staying_add_up_to_the_expectation(fitted, cdnow_tenth_btyd):
    scores = clv.score_state(fitted, cdnow_tenth_btyd, **SCORE)
    p = scores["p_leave"]
    total = p * scores["discounted_purchases_if_leaves"] + (1 - p) * scores["discounted_purchases_if_stays"]
    assert total.to_numpy() == pytest.approx(scores["discounted_purchases_horizon"].to_numpy(), rel=1e-10)
    assert (scores["discounted_purchases_if_stays"] >= scores["discounted_purchases_if_leaves"]).all()


def test_value_if_it_leaves_is_what_such_customers_still_buy(future):
    """Those who buy nothing in 183 days buy later as the model says, and so do the others."""
    scores = clv.score_state(BgNbd.from_params(**TRUTH), future, **SCORE)
    left = future["first_after_days"] > SCORE["risk_days"]
    assert left.mean() == pytest.approx(scores["p_leave"].mean(), abs=0.006)
    for those, column, share in (
        (left, "discounted_purchases_if_leaves", scores["p_leave"]),
        (~left, "discounted_purchases_if_stays", 1 - scores["p_leave"]),
    ):
        expected = np.average(scores[column], weights=share)
        error = future.loc[those, "bought"].std() / np.sqrt(those.sum())
        assert future.loc[those, "bought"].mean() == pytest.approx(expected, abs=4 * error)


def test_mid_period_discount_by_month():
    """One purchase day a month for a year at 10 %: the sum of (1.1)^-((k - .5) / 12)."""
    ends = month_ends(365.25)
    assert len(ends) == 12
    factors = mid_period_factors(ends, yearly_discount_rate=0.10)
    assert factors == pytest.approx(1.1 ** (-(np.arange(1, 13) - 0.5) / 12))
    assert month_ends(45.0) == pytest.approx([DAYS_PER_MONTH, 45.0])


def test_without_discount_it_is_the_expectation(fitted, cdnow_tenth_btyd):
    options = {"horizon_days": HORIZON_DAYS}
    undiscounted = fitted.discounted_purchases(cdnow_tenth_btyd, **options, yearly_discount_rate=0.0)
    assert undiscounted == pytest.approx(fitted.expected_purchases(cdnow_tenth_btyd, **options))


def test_risk_window_must_lie_within_the_horizon(fitted, cdnow_tenth_btyd):
    with pytest.raises(ValueError, match="risk_days"):
        clv.score_state(fitted, cdnow_tenth_btyd, discount_rate=0.1, horizon_months=6, risk_days=200)


def test_many_ages_are_interpolated_without_loss():
    """Above some thousand (x, T) pairs a series replaces them: the same figures to ten digits."""
    model = MbgNbd.from_params(r=0.5, alpha=3.0, a=0.9, b=1.6)
    age = np.arange(40.0, 3000.0)
    state = pd.concat(
        [pd.DataFrame({"frequency": x, "recency_days": x * 9.0, "age_days": age}) for x in (0.0, 1.0, 4.0)]
    )
    together = clv.score_state(model, state, **SCORE)
    singly = pd.concat([clv.score_state(model, state.iloc[at : at + 40], **SCORE) for at in range(0, len(state), 40)])
    assert together.to_numpy() == pytest.approx(singly.to_numpy(), rel=1e-9, abs=1e-12)


def test_eight_in_ten_customers_end_up_in_their_interval(future):
    """Nominal 80 %; those who most likely buy nothing have the interval [0, 0], which holds more."""
    purchases, spend = BgNbd.from_params(**TRUTH), GammaGamma.from_params(**SPEND)
    interval = clv.outcome_quantiles(purchases, spend, future, discount_rate=0.10, horizon_months=36)
    inside = (future["worth"] >= interval["low"]) & (future["worth"] <= interval["high"])
    nothing = purchases.p_no_purchase(future, horizon_days=HORIZON_DAYS)
    assert inside[nothing < 0.8].mean() == pytest.approx(0.80, abs=0.03)
    assert inside[nothing < 0.1].mean() == pytest.approx(0.80, abs=0.05)
    assert inside[nothing >= 0.8].mean() == pytest.approx(nothing[nothing >= 0.8].mean(), abs=0.01)
    assert (interval["low"] <= interval["high"]).all()


def test_intervals_use_the_spread_of_purchases(future):
    """E[N (N - 1)] given alive against simulated counts, undiscounted, over all customers."""
    model = BgNbd.from_params(**TRUTH)
    x, T = future["frequency"].to_numpy(), future["age_days"].to_numpy()
    low_p = model.ordered_pairs_given_alive(x[:200], T[:200], 1e-3)
    assert low_p == pytest.approx(
        (TRUTH["r"] + x[:200])
        * (TRUTH["r"] + x[:200] + 1)
        / (TRUTH["alpha"] + T[:200]) ** 2
        * 1e-6
        * (TRUTH["b"] + x[:200])
        / (TRUTH["a"] + TRUTH["b"] + x[:200]),
        rel=1e-4,
    )
