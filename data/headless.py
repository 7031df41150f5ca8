"""Tables without a header line: told by a first line that holds what the lines below it hold, and named by position."""

import re

from data.intake.values import is_day, number_of

FOLLOWERS = 100  # lines after the first that it is compared with
MOSTLY = 0.9
_LONG_DAY = re.compile(
    r"\D*\d{4}\D.*|.*\D\d{4}(\D.*)?|\d{8}(\d{6})?"
)  # a header may be a year or a month, hardly a day
_CENTS = re.compile(r"\D*\d[\d., ']*[.,]\d{1,2}\D*")
NAME = "column {}"


def holds_data(first: list[str], below: list[list[str]]) -> bool:
    """True where the first line is a row like those `below`, not a line of names.

    A name above days or numbers is a text; where each column of days or numbers begins with one, there are no names.

    >>> holds_data(["c1", "2024-03-05", "1.50"], [["c2", "2024-03-06", "2.50"]])
    True
    >>> holds_data(["who", "2024-01", "2024-02", "2024-03"], [["c1", "1.50", "2", "3"]])
    False
    """
    rows = [row for row in below[:FOLLOWERS] if len(row) == len(first)]
    if len(first) < 2 or not rows:
        return False
    kinds = [_kind(cell) for cell in first]
    usual = [_usual([row[position] for row in rows]) for position in range(len(first))]
    typed = [(mine, others) for mine, others in zip(kinds, usual, strict=True) if others not in ("", "text")]
    if not typed or any(mine != others for mine, others in typed if mine) or _is_pivot(first, kinds):
        return False
    told = sum(kind in ("day", "number") for kind in kinds)
    if told < 0.5 * len(first):  # words for the most part: names of columns could be such, days and cents could not
        return any(map(_is_full_day, first)) and any(map(_CENTS.fullmatch, first))
    return told >= 2 or any(map(_is_full_day, first))


def names_of(width: int) -> list[str]:
    """`width` column names by position, the first is 1."""
    return [NAME.format(position) for position in range(1, width + 1)]


def _kind(cell: str) -> str:
    text = cell.strip()
    if not text:
        return ""
    if is_day(text):
        return "day"
    return "number" if number_of(text) is not None else "text"


def _usual(cells: list[str]) -> str:
    """What most filled cells are; empty where none is filled, text where they differ."""
    kinds = [kind for kind in map(_kind, cells) if kind]
    return next(
        (kind for kind in ("day", "number") if kinds and kinds.count(kind) >= MOSTLY * len(kinds)), "text" * bool(kinds)
    )


def _is_full_day(cell: str) -> bool:
    text = cell.strip()
    return is_day(text) and _LONG_DAY.fullmatch(text) is not None and len(re.findall(r"\d", text)) >= 6


def _is_pivot(first: list[str], kinds: list[str]) -> bool:
    """True for a name and then a column a year, a month or a day: rising, and none of them twice."""
    told = [cell.strip() for cell, kind in zip(first, kinds, strict=True) if kind in ("day", "number")]
    return (
        kinds[0] == "text"
        and len(told) > 2
        and len(told) == len(first) - 1
        and told == sorted(set(told))
        and len({len(cell) for cell in told}) == 1
    )
