"""The range of what one customer may turn out to be worth: not the error of the mean, the spread of the outcome."""

import numpy as np
import pandas as pd
from scipy.special import betaincinv

from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.state import read_columns

LEAST_PURCHASES = 1e-12


def outcome_quantiles(purchase_model, spend_model, state, *, discount_rate, horizon_months, coverage=0.8):
    """Interval that holds a customer's own discounted value over the horizon with probability `coverage`.

    state : columns frequency, recency_days, age_days, repeat_value; discount_rate : yearly
    Returns a DataFrame low, high (money), with the index of `state`. Where nothing at all is likelier than the lower
    tail the interval starts at zero and leaves the whole tail above; where nothing is likelier than `coverage` it is
    zero alone.

    The chance of no purchase is exact. The number of purchases of those who buy is matched by its first two moments,
    summed spend given ν is gamma, and ν is gamma given the past: the quotient of two gamma variables is a beta prime.
    """
    x, _, T = read_columns(state)
    horizon_days = horizon_months * DAYS_PER_MONTH

    def given_alive(x, T):
        mean = np.maximum(purchase_model.count_given_alive(x, T, horizon_days), LEAST_PURCHASES)
        ordered_pairs = purchase_model.ordered_pairs_given_alive(x, T, horizon_days)
        discounted = purchase_model.discounted_given_alive(x, T, horizon_days, discount_rate)
        some = 1 - purchase_model.quiet_given_alive(x, T, horizon_days)[0]
        return some, mean, ordered_pairs, discounted / mean

    some, mean, ordered_pairs, factor = purchase_model.on_pairs(x, T, given_alive)
    some = np.maximum(some, LEAST_PURCHASES)
    mean, square = mean / some, (ordered_pairs + mean) / some
    variance = np.maximum(square - mean**2, 0.0)
    p = spend_model.params_["p"]
    shape, rate = spend_model.posterior(x, state["repeat_value"])
    # Given a purchase and ν, the sum of the spends has mean p m / ν and variance (p m + p² v) / ν².
    spread = p * mean + p**2 * variance
    count_shape, count_scale = (p * mean) ** 2 / spread, spread / (p * mean)
    nothing = 1 - purchase_model.p_alive(state) * some
    low_at, high_at = _levels(nothing, coverage)
    money = factor * count_scale * rate
    return pd.DataFrame(
        {
            "low": money * _beta_prime(low_at, count_shape, shape),
            "high": money * _beta_prime(high_at, count_shape, shape),
        },
        index=state.index,
    )


def _levels(nothing, coverage):
    """Levels of the two ends among the outcomes above zero; 0 stands for an end at zero."""
    tail = (1 - coverage) / 2
    two_sided = nothing <= tail
    low = np.where(two_sided, tail, 0.0)
    high = np.where(two_sided, 1 - tail, coverage)
    some = np.maximum(1 - nothing, LEAST_PURCHASES)
    return np.clip((low - nothing) / some, 0.0, 1.0), np.clip((high - nothing) / some, 0.0, 1.0)


def _beta_prime(level, a, b):
    """Quantile of the quotient of gamma(a) over gamma(b) variables; the search for it is left out at level 0."""
    quantile, some = np.zeros(len(level)), level > 0
    share = betaincinv(a[some], b[some], level[some])
    quantile[some] = share / np.maximum(1 - share, np.finfo("float64").tiny)
    return quantile
