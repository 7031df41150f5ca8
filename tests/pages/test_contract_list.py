"""A list of contracts as of one day (IBM's Telco sample): what it carries is shown, and nothing is said of a past it has not."""

import pytest


@pytest.fixture(scope="module")
def telco(built_once, datasets_dir):
    file = datasets_dir / "Telco-Customer-Churn.csv"
    built_once("telco", file, "--as-of", "2024-03-31", "--no-models", "--no-matching")
    return "telco"


def said(app):
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info)
    return " ".join(block.value for kind in kinds for block in kind)


@pytest.mark.parametrize("path", ["headline", "health", "acquisition-churn", "churn-warning", "quality"])
def test_no_course_is_claimed(path, telco, open_page):
    app = open_page(path, warehouse=telco)
    text = said(app)
    assert "From a list of one day" in text
    assert "in a year" not in text
    assert not any(metric.delta for metric in app.metric)


@pytest.mark.parametrize("path", ["stages", "migration", "audit"])
def test_pages_of_the_past_say_what_they_need(path, telco, open_page):
    app = open_page(path, warehouse=telco)
    assert "needs a history of customers" in app.title[0].value
    assert "From a list of one day" in said(app)


def test_stays_by_kind_of_contract(telco, open_page):
    """Two thirds of the monthly contracts outlast a year, nearly all of those for two years; far more than chance."""
    app = open_page("lifecycle", warehouse=telco)
    found = [block.value for block in app.subheader if "more than chance" in block.value]
    assert found == ["After 12 months 100% of Two year are still there, 72% of Month-to-month: more than chance"]


def test_contracts_alone_are_sound_rows_and_bring_no_purchases(telco, open_page, metrics):
    found = metrics(open_page("quality", warehouse=telco))
    assert found["Confidence in today"] not in ("0%", "100%"), "halved by age, not taken for turned away"
    assert "Money accepted" not in found
