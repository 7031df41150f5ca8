"""Excel workbooks: each sheet that holds a table becomes a CSV file in the work folder; values as the sheet shows them last."""

import csv
import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice
from pathlib import Path

from data.contract import ContractError
from data.headless import FOLLOWERS, holds_data, names_of
from data.text_file import MAX_COLUMNS, too_many_columns
from data.text_layout import unique

MAX_UNPACKED_BYTES = 4 << 30
MAX_GROWTH = 300  # sheets of repeated values shrink a lot, but not more than this
_HEADER_WITHIN = 50  # rows in which the header must come; titles and notes may stand above it
_CHUNK = 1 << 20
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_NEVER_CALCULATED = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v/>|<v></v>)?</c>")


@dataclass(frozen=True)
class Sheet:
    """One table found in a workbook. `path`: its rows as CSV in UTF-8, header first; `sha256`: of that CSV.

    title_lines : rows above the header that are left out
    """

    name: str
    path: Path
    columns: tuple[str, ...]
    rows: int
    sha256: str
    is_hidden: bool
    is_headless: bool = False
    title_lines: int = 0


def is_workbook(path: Path) -> bool:
    """True for a zip archive with an Excel workbook in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def kind_of_archive(path: Path) -> str:
    """What a zip archive is that holds no Excel workbook, for a message."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged Excel workbook or zip archive"
    if "xl/workbook.bin" in names:
        return "a binary Excel workbook (.xlsb)"
    if "word/document.xml" in names:
        return "a Word document"
    return "an OpenDocument file" if "content.xml" in names else "a zip archive"


def sheets_of(path: Path, work: Path, *, name: str) -> list[Sheet]:
    """The tables of a workbook, in the order of its sheets. Raises ContractError for a damaged, huge or empty one."""
    from openpyxl import load_workbook  # slow to import; most files are none

    _refuse_bomb(path, name)
    try:
        with path.open("rb") as file:  # by its content: a path would be judged by its ending
            book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            found = [_table(book[title], path, work, name, number) for number, title in enumerate(book.sheetnames)]
            book.close()
    except (ContractError, MemoryError):
        raise
    except Exception as error:  # a damaged file surfaces in openpyxl as almost any error
        raise ContractError(
            f"{name} is a damaged Excel workbook.\nHint: open and save it again, or export the sheet as CSV."
        ) from error
    tables = [sheet for sheet in found if sheet is not None]
    if not tables:
        raise ContractError(
            f"{name} has no sheet with a header line and rows.\nHint: each row of the sheet must be one purchase."
        )
    return tables


def _refuse_bomb(path: Path, name: str) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_GROWTH * path.stat().st_size + (64 << 20):
        raise ContractError(
            f"{name} grows to {unpacked / 1e9:,.1f} GB when unpacked and was not read.\n"
            "Hint: deliver a table of this size as CSV or Parquet."
        )


def _table(sheet, path: Path, work: Path, name: str, number: int) -> Sheet | None:
    """The sheet's table, written out as CSV; None for a sheet without one (empty, a chart, notes)."""
    if not hasattr(sheet, "iter_rows"):
        return None
    spans = _vertical_spans(sheet, path, name)
    sheet.reset_dimensions()  # what the file says about its own size may be wrong
    rows = _filled(enumerate(sheet.iter_rows(values_only=True), start=1), spans)
    head = _header(rows)
    if head is None:
        return None
    header, first_row, above = head
    width = len(header)
    if width > MAX_COLUMNS:
        raise too_many_columns(name, width)
    target = work / f"sheet_{number}_{path.stat().st_ino}.csv"
    count = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out).writerow
        named = [text_of(cell) for cell in header]
        below = [first_row, *islice((cells for _, cells in rows), FOLLOWERS)] if first_row is not None else []
        is_headless = holds_data(named, [[text_of(cell) for cell in cells[:width]] for cells in below])
        columns = unique(names_of(width) if is_headless else named)
        write(columns)
        for cells in chain([header] * is_headless, below, (cells for _, cells in rows)):
            texts = [text_of(cell) for cell in cells[:width]]
            if any(texts):
                write(texts + [""] * (width - len(texts)))
                count += 1
    if count == 0:
        return None
    with target.open("rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    return Sheet(sheet.title, target, columns, count, fingerprint, sheet.sheet_state != "visible", is_headless, above)


def _header(rows: Iterator[tuple[int, tuple]]) -> tuple[tuple, tuple | None, int] | None:
    """Cells of the header line, the row after it, and how many rows stand above: those narrower than what follows are titles."""
    best: tuple | None = None
    first = place = 0  # numbers of the first row with something in it, and of the best
    for number, cells in rows:
        filled = _width(cells)
        first = first or (number if filled else 0)
        above = place - 1 if first < place else 0
        if best is not None and (filled <= _width(best) or filled < 2):
            return best, cells, above
        if filled >= 2:
            if best is not None and _holds_values(cells):
                return best, cells, above
            best, place = _trimmed(cells), number
        if number > _HEADER_WITHIN:
            return None
    return None


def _holds_values(cells: tuple) -> bool:
    """True for a row of data: a number or a day among its cells. Headers are text."""
    return any(isinstance(cell, (int, float, datetime, date)) and not isinstance(cell, bool) for cell in cells)


def _trimmed(cells: tuple) -> tuple:
    last = max(position for position, cell in enumerate(cells) if cell not in (None, ""))
    return cells[: last + 1]


def _width(cells: tuple) -> int:
    return sum(cell is not None and str(cell).strip() != "" for cell in cells)


def text_of(cell: object) -> str:
    """A cell's value as text: days as 2024-03-05, whole numbers without a point, nothing as an empty text.

    >>> text_of(17850.0), text_of(None), text_of(True)
    ('17850', '', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time(0) else cell.replace(microsecond=0))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(round(cell, 10))
    return str(cell).replace("\x00", "")


def _vertical_spans(sheet, path: Path, name: str) -> dict[tuple[int, int], tuple[int, int]]:
    """{(row, column): (row, column) of the cell whose value it shows} for cells merged over several rows.

    Raises ContractError where formulas were never calculated, so that the file holds no values for them.
    """
    from openpyxl.utils import column_index_from_string

    spans: dict[tuple[int, int], tuple[int, int]] = {}
    missing = 0
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as xml:
        rest = b""
        while block := xml.read(_CHUNK):
            text = rest + block
            missing += len(_NEVER_CALCULATED.findall(text))
            for left, top, right, bottom in _MERGED.findall(text):
                if len(spans) < 1_000_000 and 0 < int(bottom) - int(top) < 100_000:
                    column = column_index_from_string(left.decode())
                    if left == right:
                        spans.update(
                            {(row, column): (int(top), column) for row in range(int(top) + 1, int(bottom) + 1)}
                        )
            rest = text[text.rfind(b"<") :][-200:] if b"<" in text else b""
    if missing:
        raise ContractError(
            f"{name}, sheet {sheet.title[:40]}, holds {missing:,} formulas that were never calculated.\n"
            "Hint: open it in the spreadsheet program and save it, or paste the values."
        )
    return spans


def _filled(rows, spans: dict[tuple[int, int], tuple[int, int]]) -> Iterator[tuple[int, tuple]]:
    """Rows by number; a cell merged with the one above shows that one's value."""
    shown: dict[tuple[int, int], object] = {}
    anchors = set(spans.values())
    for number, cells in rows:
        if anchors:
            filled = list(cells)
            for position in range(len(filled)):
                place = (number, position + 1)
                if place in anchors:
                    shown[place] = filled[position]
                elif place in spans:
                    filled[position] = shown.get(spans[place])
            cells = tuple(filled)
        yield number, cells
