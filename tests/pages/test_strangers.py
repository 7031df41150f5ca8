"""Firms of other shapes: a handful of large customers, one month of history; no page says what the data cannot carry."""

import re

import pytest

PAGES = ("health", "acquisition-churn", "lifecycle", "audit", "profitability", "channels", "stages")
UNFIT = re.compile(r"\bnan\b|\bNone\b|\binf\b|\d\.\d{5,}|Traceback")


@pytest.fixture(scope="module")
def handful(built_once, tmp_path_factory):
    """Four firms that buy each month for two years; one stops. Names hold what a page might take for its own."""
    rows = ["customer_id,ordered_at,amount"]
    for number, name in enumerate(("<b>AG</b>", "ACME $1 [a](http://x)", "中国", "Delta")):
        for month in range(24 if number else 12):
            year, place = 2021 + month // 12, month % 12 + 1
            rows.append(f"{name},{year}-{place:02d}-{5 + number:02d},{(number + 1) * 1e6 + month * 1000:.2f}")
    file = tmp_path_factory.mktemp("handful") / "orders.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    built_once("handful", file, "--currency", "USD", "--margin", "0.2", "--no-models")
    return "handful"


@pytest.fixture(scope="module")
def month(built_once, tmp_path_factory):
    """A hundred customers, all in one month."""
    rows = ["customer_id,ordered_at,amount", *(f"c{n},2024-03-{n % 30 + 1:02d},{10 + n}" for n in range(100))]
    file = tmp_path_factory.mktemp("month") / "orders.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    built_once("month", file, "--no-models")
    return "month"


def said(app):
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.info, app.warning)
    return [block.value for kind in kinds for block in kind] + [metric.value for metric in app.metric]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_what_is_no_figure(path, handful, month, open_page, assert_sound):
    for name, lang in ((handful, "en"), (month, "zh_CN")):
        app = open_page(path, warehouse=name, lang=lang)
        assert_sound(app)
        assert not [text for text in said(app) if UNFIT.search(str(text))]


def test_a_handful_of_customers_is_not_judged_by_rates(handful, open_page):
    text = " ".join(said(open_page("acquisition-churn", warehouse=handful)))
    assert "Too few customers to say what would hold the base" in text
    assert "fewer new customers a month" not in text
    assert "best 10%" not in " ".join(said(open_page("audit", warehouse=handful)))


def test_a_month_of_history_has_no_stays_yet(month, open_page):
    text = " ".join(said(open_page("lifecycle", warehouse=month)))
    assert "Too early to tell how long customers stay" in text
    assert "0 months after" not in text
