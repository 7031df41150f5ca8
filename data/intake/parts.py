"""The tables inside one delivered file: one for a text or Parquet file, one a sheet for an Excel workbook."""

import hashlib
from dataclasses import replace
from pathlib import Path

from data.contract import ContractError
from data.files import Delivered, inspect, shown
from data.intake.values import is_day, number_of
from data.intake.workbook import is_workbook, kind_of_archive, sheets_of
from data.recognition import listed

PROBED_BYTES = 64 << 20  # a Parquet file up to this size is read to its end here, where it can do no harm


def parts_of(path: Path, work: Path) -> list[Delivered]:
    """What lies in the file, ready to be read; copies go to `work`. Raises ContractError."""
    name = shown(path.name)
    try:
        with path.open("rb") as file:
            is_archive = file.read(4) == b"PK\x03\x04"
    except OSError:
        is_archive = False  # `inspect` says what is wrong with it
    if is_archive:
        if not is_workbook(path):
            what = kind_of_archive(path)
            hint = (
                "unpack it and deliver the CSV, Excel (.xlsx) or Parquet files in it"
                if what == "a zip archive"
                else ("deliver CSV, Excel (.xlsx) or Parquet files")
            )
            raise ContractError(f"{name} is {what}, not a table.\nHint: {hint}.")
        return _sheets(path, work, name)
    found = inspect(path, work)
    _refuse_headless(found)
    if found.format == "parquet" and found.bytes <= PROBED_BYTES:
        _probe_parquet(found, work)
    return [found]


def _refuse_headless(found: Delivered) -> None:
    """Raise ContractError where the first line holds data: it would be lost as a header, and every column misnamed."""
    cells = [column for column in found.columns if not column.startswith("column ")]
    data = sum(is_data(cell.split(" (")[0]) for cell in cells)
    is_pivot = len(cells) > 3 and data == len(cells) - 1 and not is_data(cells[0])  # a name, then a column a day
    if len(cells) > 1 and data >= 0.5 * len(cells) and not is_pivot:
        raise ContractError(
            f"{found.name} has no header line: its first line holds data ({listed(cells, most=3)}).\n"
            "Hint: put a line with the names of the columns above it, such as customer_id, order_date, amount, in their order."
        )


def is_data(cell: str) -> bool:
    """True for a number or a day."""
    return is_day(cell) or number_of(cell) is not None


def _sheets(path: Path, work: Path, name: str) -> list[Delivered]:
    sheets = sheets_of(path, work, name=name)
    size = path.stat().st_size
    made = Delivered(name, path, "xlsx", "", ",", (), 1, 0, True, size, "")
    return [
        replace(
            made,
            name=name if len(sheets) == 1 else f"{name} [{shown(sheet.name)}]",
            path=sheet.path,
            columns=sheet.columns,
            lines=sheet.rows,
            is_regular=not _has_line_ends(sheet.path, sheet.rows),
            sha256=sheet.sha256,
            is_headless=sheet.is_headless,
            title_lines=sheet.title_lines,
            is_hidden=sheet.is_hidden and not all(other.is_hidden for other in sheets),
        )
        for sheet in sheets
    ]


def _has_line_ends(path: Path, rows: int) -> bool:
    """True when cells hold line ends, so that the file has more lines than rows."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) != rows + 1


def _probe_parquet(delivered: Delivered, work: Path) -> None:
    """Read every cell once with little memory: a file that unpacks to more than it may, or is damaged, ends here."""
    import glob

    import duckdb

    config = {
        "memory_limit": "1GiB",
        "threads": 1,
        "temp_directory": str(work / "probe"),
        "max_temp_directory_size": "1GiB",
    }
    try:
        with duckdb.connect(config=config) as con:
            relation = con.read_parquet(glob.escape(str(delivered.path)))
            if relation.columns:
                con.sql("select bit_xor(hash(columns(*)::varchar)) from relation").fetchall()
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error:
        return  # damaged: the reader says which file and how


def fingerprint_of(columns: list[str]) -> str:
    """A key for the shape of a table: its column names in their order."""
    return hashlib.sha256("\x1f".join(columns).encode("utf-8", "replace")).hexdigest()[:24]
