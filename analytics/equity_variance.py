"""How far single customers stray from their expected value: the part of equity's interval that no fit can narrow."""

import numpy as np

from analytics.models.discount import DAYS_PER_MONTH, mid_period_factors, month_ends
from analytics.models.state import read_columns


def outcome_variance(parameters, state, *, discount_rate, horizon_months):
    """Variance of each customer's own discounted margin over the horizon given the parameters, shape (n_customers,).

    Moments as in `outcome`: purchases by their first two, spend gamma given ν, ν gamma given the past. Where the law
    of ν has no second moment (shape of two and below) the shape is taken as 2.5, which understates it.
    """
    x, _, T = read_columns(state)
    model = parameters.purchases
    days = horizon_months * DAYS_PER_MONTH

    def given_alive(x, T):
        mean = model.count_given_alive(x, T, days)
        discounted = model.discounted_given_alive(x, T, days, discount_rate)
        return mean, model.ordered_pairs_given_alive(x, T, days), discounted / np.maximum(mean, 1e-12)

    mean, ordered_pairs, factor = model.on_pairs(x, T, given_alive)
    p_alive = model.p_alive(state)
    count, square = p_alive * mean, p_alive * (ordered_pairs + mean)
    if parameters.spend is None:
        return factor**2 * parameters.usual_spend**2 * np.maximum(square - count**2, 0.0)
    p = parameters.spend.params_["p"]
    shape, rate = parameters.spend.posterior(x, state["repeat_value"])
    shape = np.maximum(shape, 2.5)
    second = (p * count + p**2 * square) * rate**2 / ((shape - 1) * (shape - 2))
    return factor**2 * np.maximum(second - (p * count * rate / (shape - 1)) ** 2, 0.0)


def contract_variance(state, models, *, discount_rate, horizon_months):
    """Variance of what each running contract pays over the horizon, for each unit of monthly margin squared."""
    elapsed = np.arange(horizon_months)
    factors = mid_period_factors(month_ends(horizon_months * DAYS_PER_MONTH), yearly_discount_rate=discount_rate)
    paid = np.cumsum(factors)
    # What was paid by the end of month m, squared, by parts over the chance to reach month m.
    gain = np.diff(paid**2, prepend=0.0)
    variance = np.full(len(state), np.nan)
    for term, model in models.items():
        of_term = (state["term_months"] == term).to_numpy()
        made = state["renewals_made"].to_numpy("float64")[of_term]
        to_renewal = state["months_to_renewal"].to_numpy("float64")[of_term, None]
        due = np.where(elapsed >= to_renewal, 1 + np.floor((elapsed - to_renewal) / term), 0.0)
        reach = model.survival(made[:, None] + due) / model.survival(made)[:, None]
        variance[of_term] = np.maximum(reach @ gain - (reach @ factors) ** 2, 0.0)
    return variance
