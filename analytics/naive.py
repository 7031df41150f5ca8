"""The naive forecast as a score: what was bought in the window just before will be bought in the next one."""

import numpy as np
import pandas as pd

from analytics.models.discount import DAYS_PER_MONTH, DAYS_PER_YEAR, mid_period_factors, month_ends

__all__ = ["score_naive"]


def score_naive(state, *, discount_rate, horizon_months, risk_days):
    """Score customers by their own recent past, for data on which no model beats it.

    state : columns purchases_12m, purchases_horizon (repeat purchase days in the window of that length before as_of),
        observed_12m_days, observed_horizon_days (how much of the window the log covers), last_gap_days
    Returns a DataFrame with the index of `state`: p_alive (unknown, NaN), expected_purchases_12m, p_leave (1 for a customer
    without purchase in the last risk_days, else 0), discounted_purchases_12m, discounted_purchases_horizon.
    A window that the log covers in part is carried on at its daily rate.
    """
    yearly = state["purchases_12m"] * DAYS_PER_YEAR / state["observed_12m_days"]
    daily = state["purchases_horizon"] / state["observed_horizon_days"]
    return pd.DataFrame(
        {
            "p_alive": np.nan,
            "expected_purchases_12m": yearly,
            "p_leave": (state["last_gap_days"] >= risk_days).astype("float64"),
            "discounted_purchases_12m": yearly / 12 * _discounted_months(12, discount_rate),
            "discounted_purchases_horizon": daily * DAYS_PER_MONTH * _discounted_months(horizon_months, discount_rate),
        },
        index=state.index,
    )


def _discounted_months(months, discount_rate):
    return float(np.sum(mid_period_factors(month_ends(months * DAYS_PER_MONTH), yearly_discount_rate=discount_rate)))
