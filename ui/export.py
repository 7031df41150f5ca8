"""Files that readers take away: CSV and Excel that no spreadsheet program runs as a formula, read as UTF-8."""

import io
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


SHEET_ROWS = 1_048_575  # of an Excel sheet, below its header
_SHEET_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_bytes(table: pd.DataFrame) -> bytes:
    """The table as an Excel file of one sheet: texts stay texts, never formulas or links; no index.

    Raises ValueError for more rows than a sheet holds.
    """
    if len(table) > SHEET_ROWS:
        raise ValueError(f"an Excel sheet holds {SHEET_ROWS:,} rows, the table has {len(table):,}")
    import xlsxwriter  # a tenth of a second that only those pay who ask for such a file

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, **_SHEET_OPTIONS}) as book:
        sheet, head = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, str(name), head)
            sheet.set_column(column, column, max(12, min(40, len(str(name)) + 2)))
            _write_column(sheet, column, table.iloc[:, column], day)
    return written.getvalue()


def _write_column(sheet, column: int, values: pd.Series, day) -> None:
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        for row, value in enumerate(values, start=1):
            if not pd.isna(value):
                sheet.write_datetime(row, column, value.to_pydatetime(), day)
    elif pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype):
        for row, value in enumerate(values, start=1):
            if not pd.isna(value):
                sheet.write_number(row, column, float(value))
    else:
        for row, value in enumerate(values, start=1):
            if not pd.isna(value):
                sheet.write_string(row, column, str(value))
