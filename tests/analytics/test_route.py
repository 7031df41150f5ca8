"""Which models may be used: each rule by itself, and the facts read from CDNOW."""

from dataclasses import replace

import pandas as pd
import pytest

from analytics.route import Facts, candidates, may_use, route, value_dependence

GOOD = Facts(
    history_days=546, calibration_days=273, customers=2357, repeat_buyers=946, cohort_months=3, median_gap_days=34,
    positive_repeat_buyers=946, pearson=0.11, spearman=0.21,
)  # fmt: skip


def codes(facts, severity):
    return {(note.model, note.code) for note in route(facts) if note.severity == severity}


def test_good_data_pass_with_the_dependence_shown():
    notes = route(GOOD)
    said = [("no_fixed_occasions", "info"), ("frequency_value_dependence", "info")]
    assert [(note.code, note.severity) for note in notes] == said
    assert notes[1].figures == {"pearson": 0.11, "spearman": 0.21}
    assert may_use(notes, "bg_nbd")


@pytest.mark.parametrize(
    ("occasions", "span_days", "purchase_days", "fixed_days"),
    [
        (18, 517, 6000, 30.4),  # a monthly issue
        (6, 1826, 8000, 365.2),  # a yearly gift
        (18, 517, 80, None),  # few customers, who bought on few days
        (500, 545, 6919, None),  # a shop
        (3, 400, 900, None),  # too few occasions to tell
    ],
)
def test_fixed_occasions_are_seen(occasions, span_days, purchase_days, fixed_days):
    facts = replace(GOOD, occasions=occasions, occasion_span_days=span_days, purchase_days=purchase_days)
    tried = candidates(route(facts), facts)
    assert ("bg_bb" in tried) == (fixed_days is not None)
    assert candidates(route(replace(facts, repeat_buyers=9)), facts) == []
    assert facts.occasion_days == (None if fixed_days is None else pytest.approx(fixed_days, abs=0.1))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"history_days": 273}, "history_too_short"),
        ({"calibration_days": 182}, "calibration_too_short"),
        ({"median_gap_days": 70}, "calibration_too_short"),
        ({"repeat_buyers": 0}, "no_repeat_purchases"),
        ({"repeat_buyers": 49}, "too_few_repeat_buyers"),
        ({"customers": 0, "contract_customers": 500}, "contract_customers"),
    ],
)
def test_purchase_models_are_refused(change, code):
    facts = replace(GOOD, **change)
    assert ("bg_nbd", code) in codes(facts, "refused")
    assert not may_use(route(facts), "bg_nbd")


def test_nine_months_and_four_gaps_are_just_enough():
    assert not codes(replace(GOOD, history_days=274, calibration_days=183, median_gap_days=45.75), "refused")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"repeat_buyers": 299, "positive_repeat_buyers": 299}, "few_repeat_buyers"),
        ({"cohort_months": 1}, "one_cohort"),
    ],
)
def test_thin_data_are_warned_of(change, code):
    assert ("bg_nbd", code) in codes(replace(GOOD, **change), "warning")
    assert may_use(route(replace(GOOD, **change)), "bg_nbd")


@pytest.mark.parametrize("change", [{"pearson": 0.4}, {"spearman": -0.31}])
def test_dependent_value_is_warned_of(change):
    assert ("gamma_gamma", "frequency_value_dependence") in codes(replace(GOOD, **change), "warning")


def test_spend_model_is_refused_on_its_own():
    assert codes(replace(GOOD, positive_repeat_buyers=12), "refused") == {("gamma_gamma", "too_few_repeat_buyers")}
    assert codes(replace(GOOD, positive_repeat_buyers=None), "refused") == {("gamma_gamma", "no_money")}


def test_excluded_values_are_counted():
    notes = route(replace(GOOD, positive_repeat_buyers=940))
    assert notes[1].code == "negative_mean_values_excluded"
    assert notes[1].figures == {"excluded": 6, "repeat_buyers": 946}


def test_dependence_on_cdnow_is_the_known_one(cdnow_tenth_btyd):
    """Pearson .11 and Spearman .21 among the 946 repeat buyers of the calibration."""
    facts = value_dependence(cdnow_tenth_btyd)
    assert (facts["repeat_buyers"], facts["positive_repeat_buyers"]) == (946, 946)
    assert facts["pearson"] == pytest.approx(0.11, abs=5e-3)
    assert facts["spearman"] == pytest.approx(0.21, abs=5e-3)


def test_dependence_counts_weights(cdnow_tenth_btyd):
    twice = value_dependence(pd.concat([cdnow_tenth_btyd, cdnow_tenth_btyd]))
    weighted = value_dependence(cdnow_tenth_btyd.assign(customers=2))
    assert weighted == pytest.approx(twice)


def test_dependence_of_nobody_is_not_defined():
    facts = value_dependence(pd.DataFrame({"frequency": [0.0, 2.0], "repeat_value": [0.0, 5.0]}))
    assert (facts["pearson"], facts["spearman"]) == (None, None)
