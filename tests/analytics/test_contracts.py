"""Contracts: what sBG says of running ones, against sums done by hand and simulated renewals."""

import numpy as np
import pandas as pd
import pytest

from analytics.contracts import fit_renewals, score_contracts
from analytics.models.sbg import Sbg

SETTINGS = {"discount_rate": 0.10, "horizon_months": 36, "risk_days": 183}
MODELS = {1: Sbg.from_params(alpha=0.668, beta=3.806), 12: Sbg.from_params(alpha=1.2, beta=2.0)}


def state(*rows):
    return pd.DataFrame(rows, columns=["term_months", "renewals_made", "months_to_renewal"])


def test_a_yearly_contract_with_no_renewal_due_cannot_leave():
    scored = score_contracts(state((12, 0, 11.0)), MODELS, **SETTINGS).iloc[0]
    assert scored["p_leave"] == 0
    assert scored["value_at_risk"] == 0


def test_monthly_renewals_due_in_six_months_are_six():
    scored = score_contracts(state((1, 5, 0.5)), MODELS, **SETTINGS).iloc[0]
    alpha, beta = 0.668, 3.806
    stays = np.prod([(beta + 5 + k) / (alpha + beta + 5 + k) for k in range(6)])
    assert scored["p_leave"] == pytest.approx(1 - stays)


def test_value_is_the_discounted_sum_of_the_months_still_paid():
    scored = score_contracts(state((12, 1, 6.0)), MODELS, **SETTINGS).iloc[0]
    alpha, beta = 1.2, 2.0
    chances = [1.0] * 6 + [1.0 * (beta + 1) / (alpha + beta + 1)] * 12
    chances += [chances[-1] * (beta + 2) / (alpha + beta + 2)] * 12
    chances += [chances[-1] * (beta + 3) / (alpha + beta + 3)] * 6
    expected = sum(chance * 1.1 ** (-(month - 0.5) / 12) for month, chance in enumerate(chances, start=1))
    assert scored["value_36m"] == pytest.approx(expected)


def test_value_at_risk_is_the_chance_times_the_difference():
    """p (S - L) with S and L from simulated renewals of one contract."""
    scored = score_contracts(state((1, 0, 0.5)), MODELS, **SETTINGS).iloc[0]
    rng = np.random.default_rng(7)
    ends_after = rng.geometric(rng.beta(0.668, 3.806, 400_000))  # renewals due until one is not made
    months_paid = np.minimum(ends_after, 36)
    worth = np.concatenate(([0.0], np.cumsum(1.1 ** (-(np.arange(36) + 0.5) / 12))))[months_paid]
    leaves = ends_after <= 6
    assert scored["value_36m"] == pytest.approx(worth.mean(), rel=0.01)
    assert scored["value_at_risk"] == pytest.approx(
        leaves.mean() * (worth[~leaves].mean() - worth[leaves].mean()), rel=0.02
    )
    inside = (worth >= scored["value_36m_low"] - 1e-9) & (worth <= scored["value_36m_high"] + 1e-9)
    assert inside.mean() >= 0.8


def test_a_term_without_enough_endings_is_refused_in_a_note():
    losses = pd.DataFrame({"term_months": [12, 12], "periods": [1, 2], "ended": [1, 0], "censored": [0, 3]})
    models, notes = fit_renewals(losses)
    assert models == {}
    assert [(note.model, note.severity) for note in notes] == [("sbg", "refused")]
    assert score_contracts(state((12, 0, 3.0)), models, **SETTINGS).isna().all(axis=None)
