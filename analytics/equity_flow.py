"""What customers are expected to bring between two month ends, and what enters the horizon as it moves with the date.

Roll = E[value at t1 | history at t0] = value at t0 × (1 + d)^h − expected margin released + entering.
"""

import numpy as np
import pandas as pd

from analytics.models.discount import DAYS_PER_MONTH, DAYS_PER_YEAR, mid_period_factors, month_ends
from analytics.models.state import read_columns

__all__ = ["contract_values", "contracts_ahead", "purchases_ahead"]


def purchases_ahead(model, state, *, p_alive, window_days, horizon_months, discount_rate):
    """Purchase days expected in the window, and in as long a window that enters at the horizon's far end.

    model : fitted purchase model; state : columns frequency, recency_days, age_days; p_alive : (n,), of that state
    window_days : from t0 to t1, above 0
    Returns a DataFrame with the index of `state`: released (compounded from the window's middle to t1) and entering
    (discounted from its middle to t1), both in purchase days.
    """
    x, _, T = read_columns(state)
    horizon_days = horizon_months * DAYS_PER_MONTH

    def given_alive(x, T):
        inside, far = (model.count_given_alive(x, T, days) for days in (window_days, horizon_days))
        return inside, model.count_given_alive(x, T, horizon_days + window_days) - far

    released, entering = model.on_pairs(x, T, given_alive)
    half_window = window_days / 2 / DAYS_PER_YEAR
    growth = 1 + discount_rate
    return pd.DataFrame(
        {
            "released": p_alive * released * growth**half_window,
            "entering": p_alive * entering * growth ** (half_window - horizon_days / DAYS_PER_YEAR),
        },
        index=state.index,
    )


def contract_values(state, models, *, discount_rate, horizon_months, after_months=0.0):
    """Expected discounted margin of running contracts, for each unit of monthly margin; shape (n_contracts,).

    state : term_months, renewals_made, months_to_renewal, a frame or a dict of Series; models : {term_months: model
        with `survival`}
    after_months : the value expected that long from now, discounted to then; 0 is today's value
    Rows whose term has no model get NaN. The same sum as in `contracts.score_contracts`, for many states at once.
    """
    value = np.full(len(state["term_months"]), np.nan)
    elapsed = after_months + np.arange(horizon_months)
    factors = mid_period_factors(month_ends(horizon_months * DAYS_PER_MONTH), yearly_discount_rate=discount_rate)
    for term, model in models.items():
        of_term = (state["term_months"] == term).to_numpy()
        made = state["renewals_made"].to_numpy("float64")[of_term]
        to_renewal = state["months_to_renewal"].to_numpy("float64")[of_term, None]
        due = np.where(elapsed >= to_renewal, 1 + np.floor((elapsed - to_renewal) / term), 0.0)
        # Renewals are whole numbers, so that survival is worked out once for each of them.
        known = model.survival(np.arange((made[:, None] + due).max(initial=0.0) + 1))
        made = made.astype("int64")
        still_there = known[made[:, None] + due.astype("int64")] / known[made][:, None]
        value[of_term] = still_there @ factors
    return value


def contracts_ahead(state, models, *, window_days, horizon_months, discount_rate):
    """Value, margin released and value entering of running contracts, for each unit of monthly margin.

    The roll is the exact expectation of the value at t1; what enters is what it leaves over value and released margin.
    Returns a DataFrame with the index of `state`: value, released, entering.
    """
    settings = {"discount_rate": discount_rate, "horizon_months": horizon_months}
    value = contract_values(state, models, **settings)
    roll = contract_values(state, models, **settings, after_months=window_days / DAYS_PER_MONTH)
    growth = (1 + discount_rate) ** (window_days / DAYS_PER_YEAR)
    released = window_days / DAYS_PER_MONTH * np.sqrt(growth)
    entering = roll - value * growth + released
    return pd.DataFrame({"value": value, "released": released, "entering": entering}, index=state.index)
