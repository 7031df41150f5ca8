"""Each finding becomes a sentence in both languages: no gap left open, figures in it, no surplus word."""

import json
import re

import pandas as pd
import pytest

from analytics import movement
from ui import i18n, model_notes, sentences, warehouse


@pytest.fixture(params=list(i18n.LANGUAGES))
def language(request, cdnow_warehouse, warehouses_root, monkeypatch):
    """A reader's language, in a session that looks at CDNOW: sentences name its currency and settings."""
    monkeypatch.setenv("WAREHOUSES_DIR", str(warehouses_root))
    warehouse.use("cdnow")
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def flow_of(*, months=96, acquired=1000.0, loss_rate):
    """A base that follows A and a loss rate by month; counts are whole, as real ones are."""
    start, base, rows = pd.Timestamp("2010-01-01"), 0.0, []
    for month in range(months):
        lost = round(base * loss_rate(month))
        joined = round(acquired(month) if callable(acquired) else acquired)
        closing = base + joined - lost
        rows.append(
            (start + pd.DateOffset(months=month), base, joined, 0, lost, closing, base - lost, False, month < 2)
        )
        base = closing
    columns = ["period_start", "opening", "acquired", "won_back", "lost", "closing", "retained"]
    return pd.DataFrame(rows, columns=[*columns, "is_incomplete", "is_burn_in"])


BASES = {
    "growing_to_ceiling": flow_of(months=40, loss_rate=lambda month: 0.01),
    "plateau": flow_of(months=200, loss_rate=lambda month: 0.04),
    "mountain": flow_of(loss_rate=lambda month: 0.01 + 0.0008 * month),
    "smile": flow_of(months=120, loss_rate=lambda month: 0.06 * 0.985**month),
    "shrinking_no_acquisition": flow_of(acquired=lambda month: 1000 * 0.95**month, loss_rate=lambda month: 0.05),
    "not_yet_observable": flow_of(months=9, loss_rate=lambda month: 0.05),
}


def is_sound(text, language):
    has_chinese = bool(re.search(r"[\u4e00-\u9fff]", text))
    return text and not re.search(r"[{}]|None|nan|–", text) and has_chinese == (language == "zh_CN")


@pytest.mark.parametrize("code", list(BASES))
def test_every_shape_of_the_base(code, language):
    shape = movement.shape_of(BASES[code], grain="month")
    assert shape.code == code, "the example no longer shows what it is meant to show"
    assert is_sound(sentences.sentence(shape), language)
    assert is_sound(sentences.detail(shape), language)
    assert re.search(r"\d", sentences.sentence(shape))


def test_too_early_names_the_months_that_are_missing(language):
    text = sentences.sentence(("not_yet_observable", {"periods": 3, "periods_needed": 24}))
    assert is_sound(text, language)
    assert {"3", "24"} <= set(re.findall(r"\d+", text))


@pytest.mark.parametrize("loss_rate", [0.01, 0.2])
def test_what_would_hold_the_base(loss_rate, language):
    needed = movement.break_even(flow_of(months=60, acquired=300, loss_rate=lambda month: loss_rate), grain="month")
    finding = ("break_even", vars(needed))
    assert is_sound(sentences.sentence(finding), language)
    assert is_sound(sentences.detail(finding), language)


def test_value_at_risk_is_set_against_the_value_if_everybody_stayed(language):
    text = sentences.sentence(("value_at_risk", {"value": 300.0, "value_at_risk": 900.0}))
    assert "75%" in text
    assert is_sound(text, language)


CELL = {
    "customers": 12.0, "value_36m": 900.0, "value_36m_share": 0.3, "value_at_risk": 300.0, "value_at_risk_share": 0.25,
    "average_at_risk": 9.0,
}  # fmt: skip
OTHERS = [
    *(("cell_at_risk", CELL | {"cell": cell}) for cell in ("AC", "AD", "BC", "BD")),
    *((code, CELL) for code in ("act_save", "act_keep", "act_remind")),
    ("act_hold", {"more_a_month": 5, "additions_needed_a_month": 9, "additions_a_month": 4, "loss_rate_needed": 0.1}),
    ("cohort_left", {"acquired": 2000.0, "base": 150.0}),
    ("lapse_window", {"lapse_days": 110, "false_loss_rate": 0.49, "first_quarter": 175}),
    ("concentration", {"top": 0.2, "share": 0.79}),
    ("quality", {"rows_in": 100, "rows_rejected": 0}),
    ("quality", {"rows_in": 100, "rows_rejected": 25}),
]


@pytest.mark.parametrize("finding", OTHERS, ids=lambda finding: finding[1].get("cell", finding[0]))
def test_every_other_finding(finding, language):
    assert is_sound(sentences.sentence(finding), language)
    assert not sentences.detail(finding) or is_sound(sentences.detail(finding), language)


FIGURES = {
    "history_days": 100.0, "needed_days": 274, "calibration_days": 90.0, "median_gap_days": 30, "customers": 5,
    "ended": 7, "term_months": 12, "brier_model": 0.1, "brier_naive": 0.2, "occasions": 12, "occasion_days": 30.4,
    "repeat_buyers": 3, "needed": 50, "cohort_months": 1, "contract_customers": 7, "excluded": 2, "pearson": 0.1,
    "spearman": 0.2, "q": 0.9, "value": 5.0, "mse": 1.2, "mse_naive_before": 1.5, "total_error_rate": -0.1,
    "total_error_rate_naive_before": 0.2, "smallest_eigenvalue": -1.0, "gradient_norm": 1.0,
    "open": ["b"], "of": ["r", "alpha", "a", "b"],
}  # fmt: skip


@pytest.mark.parametrize("code", list(model_notes._SENTENCES))
def test_every_note_about_a_model(code, language):
    notes = pd.DataFrame([{"model": "bg_nbd", "code": code, "severity": "warning", "figures": json.dumps(FIGURES)}])
    ((icon, text),) = model_notes.sentences(notes)
    assert icon.startswith(":material/")
    assert is_sound(text.replace("Gamma–Gamma", ""), language)


def test_a_note_newer_than_the_texts_is_shown_by_its_code(language):
    notes = pd.DataFrame([{"model": "bg_nbd", "code": "brand_new", "severity": "info", "figures": "{}"}])
    assert "brand new" in model_notes.sentences(notes)[0][1]


def test_equal_notes_of_several_models_are_said_once(language):
    row = {"code": "no_repeat_purchases", "severity": "refused", "figures": "{}"}
    said = model_notes.sentences(pd.DataFrame([{"model": "bg_nbd", **row}, {"model": "mbg_nbd", **row}]))
    assert len(said) == 1
    assert "BG/NBD, MBG/NBD" in said[0][1]
