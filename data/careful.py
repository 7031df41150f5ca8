"""Read a text table row by row where the fast reader gives up: rows that do not fit are set aside, none is swallowed.

A quoted field may span lines. A quote that is never closed, or closed in the wrong place, costs its own line only: the
line is set aside and reading goes on with the next one.
"""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from data.text_blocks import MAX_LINE_CHARS

MAX_FIELD_LINES = 100
MAX_KEPT_CHARS = 2_000


class _Lines:
    """Lines of a file, each read up to MAX_LINE_CHARS in memory; lines that were only looked at can be given back."""

    def __init__(self, source: TextIO):
        self._source = source
        self._given_back: deque[str] = deque()

    def next(self) -> str:
        """The next line with its line end; empty after the last. The rest of an endless line is dropped."""
        if self._given_back:
            return self._given_back.popleft()
        line = self._source.readline(MAX_LINE_CHARS)
        rest = line
        while len(rest) == MAX_LINE_CHARS and not rest.endswith(("\n", "\r")):
            rest = self._source.readline(MAX_LINE_CHARS)
        return line

    def give_back(self, lines: list[str]) -> None:
        """Let `next` return these lines again, the first of them first."""
        self._given_back.extendleft(reversed(lines))


def set_apart(
    source: Path, delimiter: str, columns: tuple[str, ...], row_number: str, fitting: Path, broken: Path
) -> int:
    """Write the rows that fit the header to `fitting`, the others to `broken`, both as CSV; returns how many broken.

    columns, row_number : names of the columns, and of the one with the row's number that `fitting` has in the end
    broken : columns row_number and raw, the row as delivered or its first 2,000 characters
    """
    count = 0
    with (
        source.open(encoding="utf-8-sig", newline="") as text,
        fitting.open("w", encoding="utf-8", newline="") as good,
        broken.open("w", encoding="utf-8", newline="") as bad,
    ):
        write_good, write_bad = csv.writer(good).writerow, csv.writer(bad, quoting=csv.QUOTE_ALL).writerow
        write_good([*columns, row_number])
        write_bad([row_number, "raw"])
        rows = _rows(_Lines(text), delimiter, len(columns))
        next(rows, None)  # the header
        for number, (cells, line) in enumerate(rows, start=1):
            if cells is None:
                write_bad([number, line.replace("\x00", "\\0").rstrip("\r\n")[:MAX_KEPT_CHARS]])
                count += 1
            else:
                write_good([*cells, number])
    return count


def _rows(lines: _Lines, delimiter: str, width: int) -> Iterator[tuple[list[str] | None, str]]:
    """Each row that is not blank as (cells, line), its cells made `width` long; (None, line) where it does not fit."""
    while line := lines.next():
        if not line.strip():
            continue
        if len(line) == MAX_LINE_CHARS or "\x00" in line:
            cells = None
        elif '"' in line:
            cells = _quoted(line, lines, delimiter, width)
        else:
            cells = line.rstrip("\r\n").split(delimiter)
        yield (None if cells is None else _fitted(cells, width)), line


def _fitted(cells: list[str], width: int) -> list[str] | None:
    """Short rows are filled up, blank cells too many are dropped; None where a cell too many says something."""
    if any(cell.strip() for cell in cells[width:]):
        return None
    return [*cells[:width], *[""] * (width - len(cells))]


def _quoted(first: str, lines: _Lines, delimiter: str, width: int) -> list[str] | None:
    """Cells of a row with quotes, which may span lines; None where its quotes are broken."""
    parts = [first]
    while True:
        cells, is_open = _parsed(parts, delimiter)
        if cells is not None and (len(parts) == 1 or not _looks_like_rows(parts, delimiter, width)):
            return cells
        if cells is not None or not is_open or not _lengthen(parts, lines):
            lines.give_back(parts[1:])
            return None


def _lengthen(parts: list[str], lines: _Lines) -> bool:
    """Add lines up to the next one with a quote, which alone can close the field; False when there is none near."""
    while len(parts) < MAX_FIELD_LINES and sum(map(len, parts)) < MAX_LINE_CHARS:
        line = lines.next()
        if not line:
            return False
        parts.append(line)
        if len(line) == MAX_LINE_CHARS:
            return False
        if '"' in line:
            return True
    return False


def _parsed(parts: list[str], delimiter: str) -> tuple[list[str] | None, bool]:
    """Cells of the lines read as one row; else None, and whether a quote is still open at their end."""
    reader = csv.reader(parts, delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        return None, "unexpected end of data" in str(error)
    return (cells, False) if reader.line_num == len(parts) else (None, False)


def _looks_like_rows(parts: list[str], delimiter: str, width: int) -> bool:
    """True when the first line and a later one are each as wide as the header: a quote was left open between them."""
    return parts[0].count(delimiter) + 1 >= width and any(part.count(delimiter) + 1 >= width for part in parts[1:])
