"""Numbers, money and dates as the reader's language writes them (Babel's patterns).

Short forms have three significant digits and the unit once: K, M, B in English, 万 and 亿 in Chinese. Numbers that are
shown in full anyway (under a thousand, or under ten thousand for things that are counted) are not rounded: "2,357" is
as short as "2.36K" and says more.
"""

import math
import re
from datetime import date
from functools import cache
from typing import Any

from babel import Locale, dates, numbers

from ui.i18n import language, ngettext

# (from this size on, suffix), the largest first
_UNITS = {
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")),
    "zh_CN": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
}
Number = Any  # int, float, Decimal or a numpy scalar; None and NaN are missing ones
_COUNTED_IN_FULL_BELOW = 10_000
MISSING = "–"


def _locale() -> Locale:
    return _parsed(language())


# Babel would look for the language's files at every number.
_parsed = cache(Locale.parse)


def is_missing(value: object) -> bool:
    """True for None, NaN and pandas' missing values."""
    return value is None or value != value


def three_digits(value: float) -> str:
    """`value` rounded to three significant digits, grouped: 0.0532, 1.23, 45.6, 1,230.

    >>> three_digits(1234.0), three_digits(0.05321), three_digits(99.96), three_digits(0.0)
    ('1,230', '0.0532', '100', '0')
    """
    if value == 0:
        return "0"
    magnitude = math.floor(math.log10(abs(value)))
    rounded = round(value, 2 - magnitude)
    # 99.96 rounds up to another magnitude, which needs one decimal less.
    decimals = max(0, 2 - math.floor(math.log10(abs(rounded))))
    return numbers.format_decimal(rounded, format=_pattern(decimals), locale=_locale())


def short(value: Number) -> str:
    """A number in its short form: 23.6K, 2.5M (en), 2.36万 (zh_CN); a dash when it is missing."""
    if is_missing(value):
        return MISSING
    number = float(value)
    if number.is_integer() and abs(number) < _COUNTED_IN_FULL_BELOW:
        return whole(number)
    for size, suffix in _UNITS[language()]:
        # A value that rounds up to the unit belongs to it: 999,950 is 1M, not 1,000K.
        if abs(number) >= size * 0.9995:
            return f"{three_digits(number / size)}{suffix}"
    return three_digits(number)


def whole(value: Number) -> str:
    """A count in full, grouped: 23,570."""
    return MISSING if is_missing(value) else numbers.format_decimal(round(value), format="#,##0", locale=_locale())


def decimal(value: Number, digits: int = 2) -> str:
    """A number with a fixed number of decimals."""
    if is_missing(value):
        return MISSING
    return numbers.format_decimal(_unsigned_zero(value, digits), format=_pattern(digits), locale=_locale())


def signed(value: Number) -> str:
    """A short number with its sign, ASCII minus: +1.2K, -340."""
    return MISSING if is_missing(value) else ascii_minus(f"{'+' if value > 0 else ''}{short(value)}")


def percent(rate: Number, digits: int = 1) -> str:
    """A rate in [0, 1] as per cent: 12.3%."""
    pattern = f"#,##0.{'0' * digits}%" if digits else "#,##0%"
    if is_missing(rate):
        return MISSING
    return numbers.format_percent(_unsigned_zero(rate, digits + 2), format=pattern, locale=_locale())


def signed_percent(rate: Number, digits: int = 1) -> str:
    """A change as per cent with its sign. A typographic minus would be read as a rise by the cards: ASCII only."""
    if is_missing(rate):
        return MISSING
    return ascii_minus(f"{'+' if _unsigned_zero(rate, digits + 2) > 0 else ''}{percent(rate, digits)}")


def _unsigned_zero(value: Number, digits: int) -> Number:
    """The value as it will be shown, so that what rounds to nothing has no sign."""
    return 0 if round(value, digits) == 0 else value


def money(value: Number, currency: str = "") -> str:
    """Money in its short form with the currency once, before the number; without a sign when none was stated.

    Values under a thousand keep two decimals only when they need them to show three digits.
    """
    if is_missing(value):
        return MISSING
    sign = "-" if value < 0 else ""
    return f"{sign}{symbol(currency)}{_money_digits(abs(float(value)))}"


def money_full(value: Number, currency: str = "") -> str:
    """Money to the cent, as statements and reconciliations need it."""
    if is_missing(value):
        return MISSING
    sign = "-" if value < 0 else ""
    digits = numbers.format_decimal(abs(value), format="#,##0.00", locale=_locale(), decimal_quantization=False)
    return f"{sign}{symbol(currency)}{digits}"


def symbol(currency: str) -> str:
    """Sign of a currency in the reader's language, with a space where it ends in a letter; empty for an unknown one."""
    if not currency:
        return ""
    sign = numbers.get_currency_symbol(currency, locale=_locale())
    return f"{sign} " if sign[-1].isalpha() else sign


def day(value: date | None) -> str:
    """A date: Mar 31, 1998 or 1998年3月31日."""
    return MISSING if _no_date(value) else dates.format_date(value, format="medium", locale=_locale())


def month(value: date | None) -> str:
    """A month: Mar 1998 or 1998年3月."""
    return MISSING if _no_date(value) else dates.format_skeleton("yMMM", value, locale=_locale())


def period(value: date | None, grain: str) -> str:
    """A period by its first day: Mar 1998, Q1 1998, 1998; 1998年3月, 1998年第1季度, 1998年."""
    if _no_date(value):
        return MISSING
    skeleton = {"month": "yMMM", "quarter": "yQQQ", "year": "y"}[grain]
    return dates.format_skeleton(skeleton, value, locale=_locale())


def days(value: Number) -> str:
    """A number of days: 200 days, 200 天."""
    return MISSING if is_missing(value) else ngettext("{n} day", "{n} days", value).format(n=whole(value))


def months(value: Number) -> str:
    """A number of months: 36 months, 36 个月."""
    return MISSING if is_missing(value) else ngettext("{n} month", "{n} months", value).format(n=whole(value))


def without_zeros(text: str) -> str:
    """A written number without zeros that say nothing, for the ticks of an axis: 20.0K is 20K, 5.50M is 5.5M.

    >>> without_zeros("20.0K"), without_zeros("5.50M"), without_zeros("$1,200.00"), without_zeros("30")
    ('20K', '5.5M', '$1,200', '30')
    """
    return re.sub(r"(\.\d*?)0+(?!\d)", lambda found: found[1] if len(found[1]) > 1 else "", text)


def ascii_minus(text: str) -> str:
    """Typographic minus signs as ASCII ones."""
    return text.replace("\u2212", "-")


def _money_digits(value: float) -> str:
    if value < 1000 and value != 0:
        return three_digits(value) if value >= 100 else numbers.format_decimal(value, "#,##0.00", locale=_locale())
    for size, suffix in _UNITS[language()]:
        if value >= size * 0.9995:
            return f"{three_digits(value / size)}{suffix}"
    return three_digits(value)


def _pattern(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _no_date(value: object) -> bool:
    return value is None or str(value) == "NaT"
