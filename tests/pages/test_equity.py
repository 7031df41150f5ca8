"""Customer equity on the page: figures equal direct counts, filters hold, and what cannot be stated is said in words."""

import pytest

from ui import formats


def statement_of(app):
    return next(frame.value for frame in app.dataframe if "meaning" in frame.value.columns)


def test_statement_and_base_equal_the_warehouse(
    open_page, metrics, cdnow_tenth_warehouse, open_warehouse, assert_sound
):
    con = open_warehouse(cdnow_tenth_warehouse)
    app = open_page("equity", warehouse="cdnow-tenth")
    assert_sound(app)
    value = con.execute("select sum(value_36m) from customer where in_base").fetchone()[0]
    assert metrics(app)["Existing base"] == formats.money(value, "USD")
    table = statement_of(app)
    cents = (table["amount"] * 100).round().astype("int64")
    assert cents.iloc[:-1].sum() == cents.iloc[-1]
    closing = con.execute(
        "select sum(amount) from equity_statement where entry = 'closing' and closed_on = date '1998-06-30'"
    ).fetchone()[0]
    assert table["amount"].iloc[-1] == pytest.approx(float(closing), abs=0.001)
    assert "nobody new came" in app.title[0].value


def test_span_of_months_is_the_period_filter(open_page, cdnow_tenth_warehouse, open_warehouse):
    con = open_warehouse(cdnow_tenth_warehouse)
    app = open_page("equity", warehouse="cdnow-tenth", period_from="1998-01-01", period_to="1998-03-01")
    lost = con.execute(
        "select sum(amount) from equity_statement where entry = 'lost' and closed_on between date '1998-01-01' and date '1998-03-31'"
    ).fetchone()[0]
    table = statement_of(app)
    assert table["amount"].iloc[7] == pytest.approx(float(lost), abs=0.001)
    assert any("Mar 31, 1998" in block.value for block in app.subheader)


def test_months_in_which_nobody_could_be_lost_are_left_out(open_page, cdnow_tenth_warehouse):
    app = open_page("equity", warehouse="cdnow-tenth")
    assert any("left out" in block.value for block in app.markdown)
    early = open_page("equity", warehouse="cdnow-tenth", period_to="1997-07-01")
    assert not early.exception
    assert "cannot be observed" in early.title[0].value


def test_without_a_model_the_reason_is_said(open_page, built_once):
    built_once("cdnow-plain", "--sample", "cdnow-tenth", "--no-models")
    app = open_page("equity", warehouse="cdnow-plain")
    assert not app.exception
    assert app.title[0].value == "No customer equity can be stated here"
    assert any("purchase model" in block.value for block in app.info)


def test_chosen_cohort_has_nobody_to_come(open_page, cdnow_tenth_warehouse, metrics, assert_sound):
    app = open_page("equity", warehouse="cdnow-tenth", cohort_year="1997", lang="zh_CN")
    assert_sound(app)
    assert "现有客户群" in metrics(app)
    assert any("没有未来客户" in block.value for block in app.markdown)


def test_a_failed_audit_says_what_it_means(open_page, demo_warehouse, assert_sound):
    """The demo company's customers leave sooner every year, which the model cannot know: the page must say so plainly."""
    app = open_page("equity", warehouse="demo")
    assert_sound(app)
    assert any("less came than the model expected" in block.value for block in app.subheader)
    assert any("will not come" in block.value for block in app.warning)
