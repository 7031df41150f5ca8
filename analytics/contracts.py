"""Value and risk of running contracts: renewal chances by number of renewals made, one model per length of term."""

import numpy as np
import pandas as pd

from analytics.models.discount import DAYS_PER_MONTH, mid_period_factors, month_ends
from analytics.models.sbg import Sbg
from analytics.models.state import ModelRefused
from analytics.renewals import RENEWAL_MODELS
from analytics.route import Note

__all__ = ["fit_renewals", "score_contracts"]

COVERAGE = 0.8


def fit_renewals(losses, *, use=None):
    """Fit a renewal model for each length of term.

    losses : term_months, periods (1, 2, ...), ended, censored: contracts that ended in that period, or were last seen in it
    use : {term_months: code of RENEWAL_MODELS}; sBG where it is not said, or where the one wanted is refused
    Returns (models, notes): {term_months: model} and a Note for each term that was refused.
    """
    models, notes = {}, []
    for term_months, table in losses.groupby("term_months"):
        wanted = (use or {}).get(int(term_months), Sbg.code)
        for code in dict.fromkeys((wanted, Sbg.code)):
            try:
                models[int(term_months)] = RENEWAL_MODELS[code]().fit(table[["periods", "ended", "censored"]])
                break
            except ModelRefused as refusal:
                notes.append(Note(code, refusal.code, "refused", {**refusal.figures, "term_months": int(term_months)}))
    return models, notes


def score_contracts(state, models, *, discount_rate, horizon_months, risk_days):
    """Score running contracts for each unit of monthly margin.

    state : term_months, renewals_made, months_to_renewal (months until the next renewal is due, above 0)
    models : of `fit_renewals`; rows whose term has no model get NaN
    Returns a DataFrame with the index of `state`: p_leave (not renewed at one of the renewals due in risk_days; certain
    months are not at risk), value_12m, value_36m (over horizon_months), value_36m_low, value_36m_high (80 % of outcomes),
    value_at_risk; money per unit of monthly margin, discounted from the middle of each month.
    Source: Fader & Hardie (2007), J. Interactive Marketing 21(1), equations 6 and 7, applied month by month.
    """
    keys = ["term_months", "renewals_made", "months_to_renewal"]
    distinct = state[keys].drop_duplicates()
    rows = [
        _score_one(models.get(int(row.term_months)), row, discount_rate, horizon_months, risk_days)
        for row in distinct.itertuples(index=False)
    ]
    scored = pd.concat([distinct.reset_index(drop=True), pd.DataFrame(rows, columns=_COLUMNS)], axis=1)
    return state[keys].merge(scored, on=keys, how="left").set_index(state.index)[list(_COLUMNS)]


_COLUMNS = ("p_leave", "value_12m", "value_36m", "value_36m_low", "value_36m_high", "value_at_risk")


def _score_one(model, row, discount_rate, horizon_months, risk_days):
    if model is None:
        return (np.nan,) * len(_COLUMNS)
    months = np.arange(1, max(horizon_months, 12) + 1)
    factors = mid_period_factors(month_ends(months[-1] * DAYS_PER_MONTH), yearly_discount_rate=discount_rate)
    due = _renewals_due(months - 1, row.months_to_renewal, row.term_months)
    still_there = model.survival(row.renewals_made + due) / model.survival(row.renewals_made)
    at_risk = int(_renewals_due(np.array([risk_days / DAYS_PER_MONTH]), row.months_to_renewal, row.term_months)[0])
    p_stay = float(model.survival(row.renewals_made + at_risk) / model.survival(row.renewals_made))
    inside = months <= horizon_months
    value = float(factors[inside] @ still_there[inside])
    if_stays = float(factors[inside] @ np.minimum(still_there[inside] / p_stay, 1.0))
    at_stake = (if_stays - value) if p_stay < 1 else 0.0  # p (S - L) = S - E, as E = p L + (1 - p) S
    low, high = _range(factors[inside], still_there[inside])
    return 1 - p_stay, float(factors[:12] @ still_there[:12]), value, low, high, at_stake


def _renewals_due(elapsed_months, months_to_renewal, term_months):
    """Renewals that fall due within `elapsed_months` from now, shape of elapsed_months."""
    return np.where(
        elapsed_months >= months_to_renewal, 1 + np.floor((elapsed_months - months_to_renewal) / term_months), 0.0
    )


def _range(factors, still_there):
    """Ends of the interval that holds the outcome with COVERAGE: what was paid until the contract ended."""
    paid = np.cumsum(factors)
    tail = (1 - COVERAGE) / 2
    # The contract reaches at least month m with chance still_there[m - 1].
    low = paid[np.flatnonzero(still_there >= 1 - tail)[-1]]
    high = paid[np.flatnonzero(still_there >= tail)[-1]]
    return float(low), float(high)
