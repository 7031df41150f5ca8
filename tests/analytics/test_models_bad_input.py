"""Bad input: a refusal with a code or a finite answer; never another error, never NaN."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import clv
from analytics.models.bg_nbd import BgNbd
from analytics.models.state import ModelRefused

MODELS = sorted(clv.PURCHASE_MODELS)


def frame(rows, columns=("frequency", "recency_days", "age_days")):
    return pd.DataFrame(rows, columns=list(columns), dtype="float64")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("state", "code"),
    [
        (frame([]), "no_customers"),
        (frame([[0, 0, 90]] * 500), "too_few_repeat_buyers"),
        (frame([[0, 0, 0]] * 500), "no_time_observed"),
        (frame([[1, 30, 90], [0, 0, 40], [4, 80, 81]]), "too_few_repeat_buyers"),
        (frame([[1, 30, np.nan]] * 50), "state_not_a_number"),
        (frame([[1, 30, np.inf]] * 50), "state_not_a_number"),
        (frame([[1, 100, 90]] * 50), "state_impossible"),
        (frame([[1, 0, 90]] * 50), "state_impossible"),
        (frame([[0, 5, 90]] * 50), "state_impossible"),
        (frame([[-1, 0, 90]] * 50), "state_impossible"),
        (frame([[1.5, 5, 90]] * 50), "state_impossible"),
        (frame([[1, 5, 90]] * 50).drop(columns="age_days"), "column_missing"),
        (frame([[1, 5, 90]] * 50).assign(customers=-1), "weight_impossible"),
        (frame([[1, 5, 90]] * 50).assign(customers=0), "no_customers"),
        (frame([[1, 5, 90]] * 50).astype("object").assign(frequency="often"), "state_not_a_number"),
    ],
)
def test_unusable_states_are_refused_by_name(model, state, code):
    with pytest.raises(ModelRefused) as refusal:
        clv.fit_purchases(state, model=model)
    assert refusal.value.code == code


@pytest.mark.parametrize("model", MODELS)
def test_customers_all_alike_are_refused_or_marked_and_expected_to_go_on(model):
    """Five hundred equal histories say nothing of how customers differ: no fit may pretend that they do."""
    state = frame([[2, 60, 90]] * 500)
    try:
        fitted = clv.fit_purchases(state, model=model)
    except ModelRefused as refusal:
        assert refusal.code in {"not_identified", "not_converged"}  # noqa: PT017
        return
    assert fitted.open_
    assert fitted.expected_purchases(state, horizon_days=90) == pytest.approx(2, rel=0.5)


@st.composite
def states(draw):
    """Possible states of three to eighty customers, whole days, often degenerate."""
    size = draw(st.integers(3, 80))
    longest = draw(st.sampled_from([1, 30, 400, 36_500]))
    rows = []
    for _ in range(size):
        age = draw(st.integers(0, longest))
        frequency = draw(st.integers(0, min(age, draw(st.sampled_from([0, 1, 3, 500])))))
        recency = draw(st.integers(frequency, age)) if frequency else 0
        rows.append([frequency, recency, age])
    return frame(rows).assign(repeat_value=draw(st.sampled_from([0.0, -5.0, 1e-9, 20.0, 1e12])))


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=8)
@given(state=states())
def test_any_possible_state_is_refused_or_scored(model, state):
    try:
        fitted = clv.fit_purchases(state, model=model)
    except ModelRefused:
        return
    assert fitted.converged_
    scores = clv.score_state(fitted, state, discount_rate=0.1, horizon_months=36, risk_days=183)
    assert np.isfinite(scores).all(axis=None)
    assert (scores >= 0).all(axis=None)


@given(state=states())
def test_known_parameters_score_any_possible_state(state):
    """Extreme customers under an ordinary model: finite, non-negative, chances within [0, 1]."""
    model = BgNbd.from_params(r=0.25, alpha=31.0, a=0.79, b=2.43)
    scores = clv.score_state(model, state, discount_rate=0.1, horizon_months=36, risk_days=183)
    assert np.isfinite(scores).all(axis=None)
    assert (scores >= 0).all(axis=None)
    assert scores[["p_alive", "p_leave"]].max(axis=None) <= 1 + 1e-12


@given(state=states())
def test_any_spend_is_refused_or_finite(state):
    try:
        fitted = clv.fit_spend(state)
    except ModelRefused:
        return
    assert np.isfinite(fitted.expected_spend(state["frequency"], state["repeat_value"])).all()


def test_a_refusal_reads_as_code_and_figures():
    refusal = ModelRefused("too_few_repeat_buyers", repeat_buyers=3, needed=10)
    assert isinstance(refusal, ValueError)
    assert (refusal.code, refusal.figures) == ("too_few_repeat_buyers", {"repeat_buyers": 3, "needed": 10})
    assert str(refusal) == "too_few_repeat_buyers {'repeat_buyers': 3, 'needed': 10}"
