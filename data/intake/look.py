"""Look at one table before it is read: what each column holds, samples, and which table and fields it seems to be."""

import csv
import glob
from pathlib import Path

from data.files import Delivered
from data.intake.guess import Column, guess
from data.intake.values import day_style, is_nothing, kind_of, plain

SAMPLE_ROWS = 4_000
MAX_SHOWN_CHARS = 40
_SAMPLES = 4


def look_at(delivered: Delivered) -> dict:
    """What a person must know to say yes: rows, columns with kind and samples, tables it may be with their mapping."""
    names, rows, total = _parquet(delivered) if delivered.format == "parquet" else _text(delivered)
    columns = [_column(name, position, rows) for position, name in enumerate(names)]
    return {
        "name": delivered.name,
        "rows": total,
        "title_lines": delivered.title_lines,
        "is_headless": delivered.is_headless,
        "columns": [_described(column) for column in columns],
        "tables": guess(columns),
    }


def _text(delivered: Delivered) -> tuple[list[str], list[list[str]], int]:
    """Header, sampled rows and the number of lines after the header."""
    rows: list[list[str]] = []
    width = len(delivered.columns)
    with Path(delivered.path).open(encoding="utf-8-sig", newline="", errors="replace") as file:
        for _ in range(delivered.header_lines):
            file.readline()
        reader = csv.reader((line.replace("\x00", "") for line in file), delimiter=delivered.delimiter)
        try:
            for cells in reader:
                if cells:
                    rows.append([*cells[:width], *[""] * (width - len(cells))])
                if len(rows) >= SAMPLE_ROWS:
                    break
        except csv.Error:
            pass  # the sample ends at a broken line; the build sets such lines apart
    return list(delivered.columns), rows, delivered.lines


def _parquet(delivered: Delivered) -> tuple[list[str], list[list[str]], int]:
    import duckdb

    from data.delivered import damaged_parquet

    try:
        with duckdb.connect(config={"memory_limit": "1GiB", "threads": 1}) as con:
            relation = con.read_parquet(glob.escape(str(delivered.path)), binary_as_string=True)
            names = list(relation.columns)
            total = relation.aggregate("count(*)").fetchall()[0][0]
            sampled = relation.limit(SAMPLE_ROWS).fetchall()
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        raise damaged_parquet(delivered.name) from error
    return names, [["" if cell is None else str(cell) for cell in row] for row in sampled], total


def _column(name: str, position: int, rows: list[list[str]]) -> Column:
    cells = [plain(row[position]) for row in rows]
    texts = ["" if is_nothing(cell) else cell for cell in cells]
    return Column(name, position, tuple(texts), kind_of([text for text in texts if text]))


def _described(column: Column) -> dict:
    filled = [text for text in column.texts if text]
    style = day_style(filled) if column.kind == "day" else {}
    return {
        "name": column.name,
        "kind": column.kind,
        "filled": round(len(filled) / max(len(column.texts), 1), 4),
        "distinct": len(set(filled)),
        "samples": [text[:MAX_SHOWN_CHARS] for text in dict.fromkeys(filled)][:_SAMPLES],
        **style,
    }
