"""Discounted expected residual transactions (DERT): what a customer still buys without any horizon.

Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415-430, for Pareto/NBD; the
same integral of the discounted rate of purchases for every model here, by quadrature.
"""

import numpy as np

from analytics.models.discount import DAYS_PER_YEAR
from analytics.models.state import ModelRefused, read_columns

NODES = 64
# Beyond exp(-40) of the discount nothing is left to twelve digits.
FALL = 40.0


def residual(model, state, *, yearly_discount_rate):
    """Purchases still to come, each discounted continuously at the yearly rate; shape (n_customers,).

    model : fitted purchase model; state : columns frequency, recency_days, age_days
    Raises ModelRefused residual_needs_discount at a rate of zero or less, where the sum diverges for most parameters.
    """
    if not yearly_discount_rate > 0:
        raise ModelRefused("residual_needs_discount", yearly_discount_rate=yearly_discount_rate)
    x, _, T = read_columns(state)
    given_alive = model.on_pairs(x, T, lambda x, T: residual_given_alive(model, x, T, yearly_discount_rate))
    return model.p_alive(state) * given_alive


def residual_given_alive(model, x, T, yearly_discount_rate):
    """DERT of a customer alive at T; arrays (n,).

    By parts it is ∫ δ exp(-δt) N(t) dt with N the purchases expected by t. The logarithm of time is the variable,
    since N bends at the model's own scale, days, and the discount at 1 / δ, years.
    """
    if hasattr(model, "residual_given_alive"):
        return model.residual_given_alive(x, T, yearly_discount_rate)  # on fixed occasions a sum, not an integral
    per_day = np.log1p(yearly_discount_rate) / DAYS_PER_YEAR
    scale = model.scale_days
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    width = np.log1p(FALL / per_day / scale)
    days = scale * np.expm1(width * (1 + nodes) / 2)
    total = np.zeros(len(x))
    for t, weight in zip(days, weights * width / 2, strict=True):
        total += weight * (t + scale) * per_day * np.exp(-per_day * t) * model.count_given_alive(x, T, t)
    return total
