"""What delivered texts look like: days, amounts, ids, addresses. Python only; the build itself reads them in SQL."""

import re
from collections import Counter

_DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(\D.*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})(\D.*)?|(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{6})?"
    r"|\d{4}年\d{1,2}月(\d{1,2}日)?.*|\d{1,2}[-/. ]?[A-Za-z]{3,9}[-/., ]*\d{2,4}(\D.*)?|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}.*"
    r"|\d{4}[-/]\d{1,2}|(民國|民国|令和|平成|昭和) ?(\d{1,3}|元)年\d{1,2}月(\d{1,2}日)?.*"
)
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp]\.?[Mm]\.?)?")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"(\+?\d{1,3}[- ]?)?(1[3-9]\d{9}|\(?0?\d{2,4}\)?[- ]\d{3,4}[- ]?\d{3,4})")
_MONEY_SIGN = re.compile(
    r"r\$|[$€£¥￥＄元円₩₹₽₺฿₫]|zł|руб\.?|\b(rs\.|(rs|kr|inr|usd|cny|rmb|eur|gbp|jpy|hkd|chf|pln|brl|sek|nok|dkk|aud|cad)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"-?\(?-?(\d{1,3}([,.'’\s]\d{2,4})+|\d+)([.,]\d+)?\)?-?")
_FLAGS = {"0", "1", "yes", "no", "y", "n", "true", "false", "t", "f", "是", "否", "有", "无"}
_GUARDED = re.compile(r"""^(?:="([^"]*)"|`(.*)|'([\d+].*))$""", re.DOTALL)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")
_NOTHING = {"", "null", "none", "nan", "n/a", "#n/a", "nat", "<na>", "\\n"}
DAY_FORMATS = (
    ("2024-03-31", re.compile(r"\d{4}-")),
    ("2024/03/31", re.compile(r"\d{4}/")),
    ("2024年3月31日", re.compile(r"\d{4}年")),
    ("20240331", re.compile(r"\d{8}")),
    ("31/03/2024", re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]")),
)


def plain(text: str) -> str:
    """A cell without outer blanks and without what keeps a spreadsheet from taking it for a number; other scripts' digits as ours.

    >>> plain('="0138"'), plain("`5.20 "), plain("\u0663\u066b\u0665"), plain("'t Hooft")
    ('0138', '5.20', '3.5', "'t Hooft")
    """
    return _GUARDED.sub(r"\1\2\3", text.strip()).strip().translate(_DIGITS)


def is_nothing(text: str) -> bool:
    """True for an empty cell and for what programs write when there is nothing."""
    return text.strip().casefold() in _NOTHING


def is_day(text: str) -> bool:
    """True for what looks like a day or a moment.

    >>> is_day("2024年3月5日"), is_day("5.3.24"), is_day("17850"), is_day("12-Mar-2024 10:00")
    (True, True, False, True)
    """
    return _DAY.fullmatch(text) is not None


def is_time_of_day(text: str) -> bool:
    """True for a time without its day.

    >>> is_time_of_day("13:05"), is_time_of_day("1:05:09 PM"), is_time_of_day("2024-03-05 13:05")
    (True, True, False)
    """
    return _TIME.fullmatch(text) is not None


def is_epoch_or_serial(text: str) -> bool:
    """True for a spreadsheet's day number (of 1982 to 2064), and for seconds or milliseconds since 1970."""
    digits = text.split(".")[0]
    return digits.isdigit() and (
        (len(digits) == 5 and "30000" <= digits <= "60000") or (len(digits) in (10, 13) and digits.startswith("1"))
    )


def number_of(text: str) -> float | None:
    """The size of a number however it is written, good enough to compare columns; None for what is none.

    >>> number_of("1.234,56"), number_of("(123.45)"), number_of("$84,835.00 "), number_of("abc")
    (1234.56, -123.45, 84835.0, None)
    """
    bare = _MONEY_SIGN.sub("", text).strip()
    if not _NUMBER.fullmatch(bare):
        return None
    digits = re.sub(r"[\s'’()-]", "", bare)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma > point and (point >= 0 or len(digits) - comma - 1 != 3):
        digits = digits.replace(".", "").replace(",", ".")
    digits = digits.replace(",", "")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(digits) * (-1 if "-" in bare or bare.startswith("(") else 1)


def kind_of(texts: list[str]) -> str:
    """What most of these filled texts are: day, serial, money, number, whole, email, phone, flag or text."""
    if not texts:
        return "empty"
    most = 0.9 * len(texts)
    if {text.casefold() for text in texts} <= _FLAGS:
        return "flag"
    if sum(map(is_day, texts)) >= most:
        return "day"
    for kind, pattern in (("email", _EMAIL), ("phone", _PHONE)):
        if sum(pattern.fullmatch(text) is not None for text in texts) >= most:
            return kind
    if sum(map(is_epoch_or_serial, texts)) >= most and len({len(text.split(".")[0]) for text in texts}) == 1:
        return "serial"
    numbers = [number_of(text) for text in texts]
    if sum(number is not None for number in numbers) < most:
        return "text"
    if any(_MONEY_SIGN.search(text) for text in texts):
        return "money"
    is_whole = all(number is None or number.is_integer() for number in numbers)
    return "whole" if is_whole and not any(re.search(r"[.,]\d{1,2}$", text) for text in texts[:200]) else "number"


def day_style(texts: list[str]) -> dict:
    """How days are written: an example of the format, and whether day or month comes first, where that can be told."""
    formats = Counter(name for text in texts for name, pattern in DAY_FORMATS if pattern.match(text))
    parts = [(int(found[1]), int(found[2])) for found in map(_PARTS.match, texts) if found]
    first, second = max((p[0] for p in parts), default=0), max((p[1] for p in parts), default=0)
    order = "" if not parts else "day" if first > 12 else "month" if second > 12 else "unknown"
    return {"format": formats.most_common(1)[0][0] if formats else "", "order": order}
