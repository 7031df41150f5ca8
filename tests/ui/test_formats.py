"""Numbers, money and dates in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import formats, i18n


@pytest.fixture(params=list(i18n.LANGUAGES))
def language(request):
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def in_language(code, call):
    i18n.set_language(code)
    try:
        return call()
    finally:
        i18n.set_language("en")


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (2357, "2,357", "2,357"),
        (23570, "23.6K", "2.36万"),
        (999_950, "1.00M", "100万"),
        (12_345_678, "12.3M", "1,230万"),
        (123_456_789, "123M", "1.23亿"),
        (0.0532, "0.0532", "0.0532"),
        (-23570, "-23.6K", "-2.36万"),
        (None, "–", "–"),
        (float("nan"), "–", "–"),
    ],
)
def test_short_numbers(value, english, chinese):
    assert in_language("en", lambda: formats.short(value)) == english
    assert in_language("zh_CN", lambda: formats.short(value)) == chinese


@pytest.mark.parametrize(
    ("value", "currency", "english", "chinese"),
    [
        (2_500_315.63, "GBP", "£2.50M", "£250万"),
        (2_500_315.63, "", "2.50M", "250万"),
        (123_456_789, "CNY", "CN¥123M", "¥1.23亿"),
        (35.17, "CNY", "CN¥35.17", "¥35.17"),
        (-8123, "USD", "-$8.12K", "-US$8,120"),
        (0, "USD", "$0", "US$0"),
        (5, "CHF", "CHF 5.00", "CHF 5.00"),
    ],
)
def test_money_names_its_currency_once_and_an_unknown_one_never(value, currency, english, chinese):
    assert in_language("en", lambda: formats.money(value, currency)) == english
    assert in_language("zh_CN", lambda: formats.money(value, currency)) == chinese


def test_money_in_full_keeps_the_cents():
    from decimal import Decimal

    assert formats.money_full(Decimal("2500315.63"), "USD") == "$2,500,315.63"
    assert formats.money_full(Decimal("-0.01"), "") == "-0.01"


@pytest.mark.parametrize(
    ("grain", "english", "chinese"),
    [("month", "Mar 1998", "1998年3月"), ("quarter", "Q1 1998", "1998年第1季度"), ("year", "1998", "1998年")],
)
def test_periods(grain, english, chinese):
    day = date(1998, 3, 1)
    assert in_language("en", lambda: formats.period(day, grain)) == english
    assert in_language("zh_CN", lambda: formats.period(day, grain)) == chinese


@given(rate=st.floats(-5, 5).filter(lambda rate: abs(rate) > 0.001))
def test_changes_carry_an_ascii_sign(rate):
    """A typographic minus would be read as a rise by the cards."""
    text = formats.signed_percent(rate)
    assert text[0] == ("-" if rate < 0 else "+")
    assert "\u2212" not in text


@given(value=st.floats(1e-4, 9e13))
def test_three_digits_are_within_half_a_per_cent(value):
    for code in i18n.LANGUAGES:
        text = in_language(code, lambda: formats.short(value))
        units = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "万亿": 1e12, "亿": 1e8, "万": 1e4}
        suffix = next((unit for unit in ("万亿", *units) if text.endswith(unit)), "")
        shown = float(text.removesuffix(suffix).replace(",", "")) * units.get(suffix, 1)
        assert shown == pytest.approx(value, rel=0.0051), text


def test_missing_dates_are_a_dash():
    assert formats.day(None) == formats.month(None) == formats.period(None, "year") == formats.MISSING


def test_days_and_months_agree_with_their_number(language):
    assert formats.days(200) == {"en": "200 days", "zh_CN": "200 天"}[language]
    assert formats.days(1) == {"en": "1 day", "zh_CN": "1 天"}[language]
    assert formats.months(36) == {"en": "36 months", "zh_CN": "36 个月"}[language]


def test_what_rounds_to_nothing_has_no_sign(language):
    assert formats.decimal(-0.001) == "0.00"
    assert formats.percent(-0.0004) == formats.signed_percent(-0.0004) == formats.signed_percent(0.0004) == "0.0%"
    assert formats.signed_percent(-0.004, 0) == "0%"
