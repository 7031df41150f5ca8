"""Texts of the pages, which are Markdown, as plain text and as HTML; values of tables as a reader writes them."""

import html
import re
from collections.abc import Callable

import pandas as pd

from ui import formats
from ui.table_columns import NUMBERS, decimals_of
from ui.typeset import typeset

_MARK = re.compile(r":material/\w+:|:\w+\[([^\]]*)\]")
_ESCAPED = re.compile(r"\\([^\w\s])")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_ITALIC = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])")
_LINK = re.compile(r"(?<!\\)\[([^\]]+)\]\([^)]*\)")
_HIDDEN_FROM = 0xE000  # escaped signs are kept out of the way here while marks are read


def plain(text: str) -> str:
    r"""A text of a page without its marks, line by line.

    >>> plain("**1. Mini\\-program** costs \\$5")
    '1. Mini-program costs $5'
    """
    return _shown(_unmarked(text))


def literal(text: str) -> str:
    """A plain text as Markdown that shows it as it is."""
    return re.sub(r"([\\*_\[\]:])", r"\\\1", text)


def runs(text: str) -> list[tuple[str, bool]]:
    r"""A text of a page as stretches of plain text, each with whether it is bold.

    >>> runs("**1. Win\\!** It pays.")
    [('1. Win!', True), (' It pays.', False)]
    """
    parts = _BOLD.split(_hidden(text))
    made = [(_shown(_unmarked_part(part)), index % 2 == 1) for index, part in enumerate(parts)]
    return [(said, is_bold) for said, is_bold in made if said]


def as_html(text: str) -> str:
    """A text of a page as HTML, set as there: bold, emphasis and line breaks kept, everything else literal."""
    safe = html.escape(_LINK.sub(r"\1", _MARK.sub(r"\1", _hidden(typeset(text)))).strip())
    marked = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))
    return "".join(_shown_html(letter) for letter in re.sub(r" *\n+(?:[-*] )?", "<br>", marked))


def _unmarked(text: str) -> str:
    return _unmarked_part(_BOLD.sub(r"\1", _hidden(text))).strip()


def _unmarked_part(hidden: str) -> str:
    bare = _ITALIC.sub(r"\1", _LINK.sub(r"\1", _MARK.sub(r"\1", hidden)))
    return re.sub(r" *\n+(?:[-*] )?", "\n", bare)


def _hidden(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(_HIDDEN_FROM + ord(found[1])) if ord(found[1]) < 128 else found[1], text)


def _shown(text: str) -> str:
    return "".join(chr(ord(c) - _HIDDEN_FROM) if _HIDDEN_FROM <= ord(c) < _HIDDEN_FROM + 128 else c for c in text)


def _shown_html(letter: str) -> str:
    return html.escape(_shown(letter)) if _HIDDEN_FROM <= ord(letter) < _HIDDEN_FROM + 128 else letter


def column(values: pd.Series, kind: str) -> list[str]:
    """The cells of a column as texts, its figures with the same decimals as in the table on the page.

    kind : as in `ui.table`; a dash where nothing was observed
    """
    digits = decimals_of(values, kind) if kind in NUMBERS else 0
    return [_cell(value, kind, digits) for value in values]


def _cell(value: object, kind: str, digits: int) -> str:
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return formats.MISSING
    forms: dict[str, Callable] = dict.fromkeys(NUMBERS, lambda number: formats.decimal(number, digits)) | {
        "rate": lambda rate: formats.percent(rate, digits),
        "day": lambda day: pd.Timestamp(day).date().isoformat(),
        "month": lambda day: pd.Timestamp(day).strftime("%Y-%m"),
        "flag": lambda flag: "✓" if flag else "",
    }
    try:
        written = forms.get(kind, str)(value)
        return formats.ascii_minus(written) if kind in NUMBERS else written
    except (TypeError, ValueError, ArithmeticError):
        return str(value)


def is_number(kind: str) -> bool:
    """True for kinds that stand at the right edge of their column."""
    return kind in NUMBERS


def width(text: str) -> float:
    """Width of a text in units of its type size: a Chinese character takes one, a Latin letter about half of it."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.54 for letter in text)


def lines(text: str, *, size_pt: float, width_inches: float) -> int:
    """Lines that a text takes at a type size in a box that wide, breaks within it counted."""
    room = max(1.0, width_inches * 72 / size_pt)
    return sum(max(1, -(-int(width(line) * 100) // int(room * 96))) for line in text.split("\n"))
