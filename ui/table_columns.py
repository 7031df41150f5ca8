"""How the columns of a table are written: every row of a column in one form, so that figures stand under each other."""

import re

import pandas as pd
import streamlit as st

from ui import formats, warehouse
from ui.definitions import DEFINITIONS, meaning_of
from ui.i18n import _

NUMBERS = ("whole", "decimal", "money", "cents", "rate")
# A figure that comes written, such as CN¥1.2M (1.1–1.3), 12.4% or 9.2e-10; P12 and #1001 are none.
WRITTEN_FIGURE = re.compile(
    r"(–|[-+]?([A-Z]{0,3}[$€£¥￥₩₹₽₺฿₫]|[A-Z]{3}\s)?\s?[-+]?\d[\d.,]*(e[-+]?\d+)?( ?(%|[KMB]|万|亿))?( ?[（(].*[）)])?)?"
)
WITHOUT_CENTS_FROM = 10_000
NEARLY_ALL = 0.9995  # with one decimal it would be written as 100.0 %, which says more than it is
# Streamlit shows ten rows and lets the rest scroll: a table that has few more is shown whole, its total is the last.
ROWS_SHOWN_WHOLE = 15
_PIN_FROM_COLUMNS = 4
_ROWS_MEASURED, _CELL_PADDING, _WIDEST_NAME = 10, 24, 340  # of the grid; pixels


def kind_of(values: pd.Series) -> str:
    """Kind of a column as its type tells: flag, whole, decimal, day or text."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return "flag"
    if pd.api.types.is_integer_dtype(values.dtype):
        return "whole"
    if pd.api.types.is_numeric_dtype(values.dtype):
        return "decimal"
    return "day" if pd.api.types.is_datetime64_any_dtype(values.dtype) else "text"


def as_shown(data: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """The values as the grid writes them: rates in per cent, because its own form drops closing zeros (9.8%, 12.31%)."""
    rates = [column for column in data.columns if kinds[column] == "rate"]
    return data.assign(**{column: _numbers(data[column]) * 100 for column in rates}) if rates else data


def config(data: pd.DataFrame, names: dict[str, str], kinds: dict[str, str]) -> dict:
    """Column -> configuration of the grid: name, definition on hover, form of the figures; the first stays in sight."""
    pinned = data.columns[0] if len(data.columns) >= _PIN_FROM_COLUMNS else None
    return {
        column: _column(data[column], names[column], kinds[column], code=column, pinned=column == pinned or None)
        for column in data.columns
    }


def unit_of_money(kinds: dict[str, str]) -> str:
    """Says once what the money of a table is in; empty for a table without money or without a stated currency."""
    if not {"money", "cents"} & set(kinds.values()) or not warehouse.name_or(""):
        return ""
    currency = warehouse.build_info().currency
    return _("Money in {currency}").format(currency=formats.symbol(currency).strip()) if currency else ""


def _column(values: pd.Series, name: str, kind: str, *, code: str, pinned: bool | None):
    options = {"help": meaning_of(code) if code in DEFINITIONS else None, "pinned": pinned}
    if kind in NUMBERS:
        return st.column_config.NumberColumn(name, format=_pattern(values, kind), **options)
    if kind in ("day", "month"):
        pattern = "YYYY-MM-DD" if kind == "day" else "YYYY-MM"
        return st.column_config.DateColumn(name, format=pattern, **options)
    if kind == "flag":
        return st.column_config.CheckboxColumn(name, **options)
    stands = "right" if pinned is None and is_written_figures(values) else None
    return st.column_config.TextColumn(name, width=_width(values) if pinned else None, alignment=stands, **options)


def is_written_figures(values: pd.Series) -> bool:
    """True for texts all of which are figures, such as money written in full: they stand at the right as numbers do."""
    texts = [text for text in map(str, values.dropna()) if text]
    return bool(texts) and all(WRITTEN_FIGURE.fullmatch(text) for text in texts)


def _width(values: pd.Series) -> int | None:
    """Width in pixels of a column of names whose longest stands below the rows that the grid measures; else its own."""
    wide = [sum(14 if ord(letter) > 0x2E7F else 7 for letter in str(value)) for value in values]
    later = max(wide[_ROWS_MEASURED:], default=0)
    return None if later <= max(wide[:_ROWS_MEASURED], default=0) else min(later + _CELL_PADDING, _WIDEST_NAME)


def decimals_of(values: pd.Series, kind: str) -> int:
    """Decimals of a column's figures: whole money where it is large; rates near nothing or all get another decimal."""
    if kind == "rate":
        rates = _numbers(values).abs()
        is_close = 0 < _largest(values) < 0.01 or ((rates >= NEARLY_ALL) & (rates < 1)).any()
        return 2 if is_close else 1
    if kind == "money":
        return 0 if _largest(values) >= WITHOUT_CENTS_FROM else 2
    return {"whole": 0, "decimal": 3, "cents": 2}[kind]


def _pattern(values: pd.Series, kind: str) -> str:
    """The form that the grid takes."""
    if kind == "whole":
        return "%,d"
    return f"%,.{decimals_of(values, kind)}f" + ("%%" if kind == "rate" else "")


def _largest(values: pd.Series) -> float:
    largest = _numbers(values).abs().max()
    return 0.0 if formats.is_missing(largest) else float(largest)


def _numbers(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce").astype("float64")
