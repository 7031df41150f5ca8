"""Files that readers take away: CSV that no spreadsheet program runs as a formula, and that Excel reads as UTF-8."""

import re

import pandas as pd

# Leading blanks (also no-break and ideographic ones) and control characters do not stop a spreadsheet from seeing the
# sign behind them; full-width forms are folded to ASCII by some importers.
_FORMULA = re.compile(r"^[\s\u00a0\u200b\u3000\ufeff\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]")


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets a leading apostrophe; other values stay as they are.

    >>> safe_cell("=1+1"), safe_cell("　＠SUM(A1)"), safe_cell(-3.5), safe_cell("Store")
    ("'=1+1", "'\u3000＠SUM(A1)", -3.5, 'Store')
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.search(value) else value


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The table as CSV with a byte-order mark (`utf-8-sig`), cells and column names made safe, no index."""
    safe = table.copy()
    safe.columns = [safe_cell(str(name)) for name in safe.columns]
    for position, dtype in enumerate(safe.dtypes):
        if not pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_datetime64_any_dtype(dtype):
            safe.isetitem(position, safe.iloc[:, position].map(safe_cell, na_action="ignore"))
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
