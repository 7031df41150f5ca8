"""Customer lifetime value: fit a purchase model and a spend model, and score every customer.

Value is never computed here from prose or files: states in, tables out. Times are days, horizons are months of
365.25 / 12 days, and the yearly discount rate is applied from the middle of each month.
"""

import numpy as np
import pandas as pd

from analytics.models.bg_bb import BgBb
from analytics.models.bg_nbd import BgNbd
from analytics.models.discount import DAYS_PER_MONTH, DAYS_PER_YEAR
from analytics.models.gamma_gamma import GammaGamma
from analytics.models.mbg_nbd import MbgNbd
from analytics.models.pareto_nbd import ParetoNbd
from analytics.models.state import read_columns, read_weight
from analytics.outcome import outcome_quantiles

__all__ = [
    "PURCHASE_MODELS",
    "expected_purchases",
    "fit_purchases",
    "fit_spend",
    "outcome_quantiles",
    "repeat_rate",
    "score_state",
]

PURCHASE_MODELS = {model.code: model for model in (BgNbd, MbgNbd, ParetoNbd, BgBb)}


def repeat_rate(btyd):
    """Share of customers who bought on two or more days; in [0, 1].

    >>> import pandas as pd
    >>> repeat_rate(pd.DataFrame({"frequency": [0, 3, 1, 0]}))
    0.5
    """
    weight = read_weight(btyd)
    if not weight.sum() > 0:
        raise ValueError("repeat_rate needs at least one customer; the state is empty")
    return float(weight @ (btyd["frequency"].to_numpy() > 0) / weight.sum())


def fit_purchases(state, *, model="bg_nbd", occasion_days=None):
    """Fit a purchase model by maximum likelihood.

    state : columns frequency, recency_days, age_days, optional customers (how many share the row)
    model : one of PURCHASE_MODELS
    occasion_days : days from one occasion to the next, for bg_bb alone
    Raises ModelRefused when the data cannot carry the model; its code and figures say what is missing.
    """
    if model not in PURCHASE_MODELS:
        raise ValueError(f"no purchase model is called {model!r}; there are {', '.join(PURCHASE_MODELS)}")
    if model == BgBb.code:
        return BgBb(period_days=occasion_days or 1.0).fit(state)
    return PURCHASE_MODELS[model]().fit(state)


def fit_spend(spend_state):
    """Fit Gamma-Gamma on the repeat buyers with a positive mean value.

    spend_state : columns frequency, repeat_value (mean per repeat purchase day), optional customers
    Raises ModelRefused when the data cannot carry the model.
    """
    return GammaGamma().fit(spend_state)


def expected_purchases(model, state, *, horizon_days):
    """Repeat purchase days each customer is expected to make in the next `horizon_days`.

    model : fitted purchase model (`fit_purchases`); its time unit is the day
    Returns float64 >= 0, shape (n_customers,), in the order of `state`.
    Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), equation 10, for BG/NBD.
    """
    return model.expected_purchases(state, horizon_days=horizon_days)


def score_state(purchase_model, state, *, discount_rate, horizon_months, risk_days):
    """Score every row of a state frame; purchases only, money is purchases times expected spend.

    discount_rate : yearly; horizon_months : of the headline value; risk_days : window of "leaving"
    Returns a DataFrame with the index of `state` and the columns
      p_alive, p_leave : chances; leaving is no purchase in the next risk_days
      expected_purchases_12m : purchase days, undiscounted
      discounted_purchases_12m, discounted_purchases_horizon : purchase days, discounted
      discounted_purchases_if_leaves, discounted_purchases_if_stays : over the horizon, given the one or the other;
        p_leave and its complement weigh them to discounted_purchases_horizon exactly
    """
    x, _, T = read_columns(state)
    horizon_days = horizon_months * DAYS_PER_MONTH
    if not 0 < risk_days < horizon_days:
        raise ValueError(f"risk_days must lie within the horizon of {horizon_days:.0f} days; it is {risk_days}")

    def given_alive(x, T):
        discounted = purchase_model.discounted_given_alive
        quiet, quiet_alive = purchase_model.quiet_given_alive(x, T, risk_days)
        horizon = discounted(x, T, horizon_days, discount_rate)
        later = discounted(x, T + risk_days, horizon_days, discount_rate, starts_after_days=risk_days)
        if_stays = (horizon - quiet_alive * later) / (1 - quiet)
        in_a_year = discounted(x, T, DAYS_PER_YEAR, discount_rate)
        count = purchase_model.count_given_alive(x, T, DAYS_PER_YEAR)
        return quiet, quiet_alive * later, if_stays, horizon, in_a_year, count

    quiet, later, if_stays, horizon, in_a_year, count = purchase_model.on_pairs(x, T, given_alive)
    p_alive = purchase_model.p_alive(state)
    p_leave = 1 - p_alive * (1 - quiet)
    columns = {
        "p_alive": p_alive,
        "expected_purchases_12m": p_alive * count,
        "p_leave": p_leave,
        "discounted_purchases_12m": p_alive * in_a_year,
        "discounted_purchases_horizon": p_alive * horizon,
        "discounted_purchases_if_leaves": p_alive * later / np.maximum(p_leave, np.finfo("float64").tiny),
        "discounted_purchases_if_stays": if_stays,
    }
    return pd.DataFrame(columns, index=state.index)
