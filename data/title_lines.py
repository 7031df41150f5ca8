"""Lines that a report writes above its table (a title, who made it, when): found, so that they are not taken for the header."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from data.intake.values import is_day, is_nothing, number_of

MOST_LINES = 30  # a header that comes later is none
FEWEST_ROWS = 3  # below it, to know how wide the table is
MOSTLY = 0.9  # of the lines from the header on have its width


@dataclass(frozen=True)
class Titled:
    """`lines`: line ends above the header, at least one; `delimiter`: under which the table below is one."""

    lines: int
    delimiter: str


def titled(sample: str, delimiters: tuple[str, ...]) -> Titled | None:
    """Where the header of the first lines of a text is, unless it is the first line or cannot be told.

    >>> titled("Sales of May\\n\\nwho,when,much\\na,2024-05-01,1\\nb,2024-05-02,2\\nc,2024-05-03,3\\n", (";", ","))
    Titled(lines=2, delimiter=',')
    >>> titled("who,when,much\\na,2024-05-01,1\\nb,2024-05-02,2\\nc,2024-05-03,3\\n", (";", ",")) is None
    True
    """
    found = [one for one in (_under(sample, delimiter) for delimiter in delimiters) if one is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


def _under(sample: str, delimiter: str) -> tuple[int, Titled] | None:
    """(columns, where the header is) when the lines are read with this delimiter."""
    rows = _rows(sample, delimiter)
    if len(rows) <= FEWEST_ROWS:
        return None
    width = Counter(len(cells) for _before, cells in rows).most_common(1)[0][0]
    if width < 2 or not _is_title(rows[0][1], width):
        return None
    for position, (before, cells) in enumerate(rows):
        if before > MOST_LINES:
            return None
        if not _is_header(cells, width):
            if len(cells) == width and any(map(_is_value, cells)) and _filled(cells) > width / 2:
                return None  # data without a header above them
            continue
        below = [len(other) for _before, other in rows[position:]]
        is_table = len(below) > FEWEST_ROWS and below.count(width) >= MOSTLY * len(below)
        return (width, Titled(before, delimiter)) if is_table else None
    return None


def _rows(sample: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """(line ends before it, cells) of each line that is not blank, as far as the text can be read so."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    rows, before = [], 0
    try:
        for cells in reader:
            if _filled(cells):
                rows.append((before, cells))
            before = reader.line_num
    except csv.Error:
        pass
    return rows


def _is_title(cells: list[str], width: int) -> bool:
    """True for a line that fills no more than half of the table's columns."""
    return _filled(cells) <= width / 2


def _is_header(cells: list[str], width: int) -> bool:
    """True for a line as wide as the table, most of it filled, with names only."""
    return len(cells) == width and _filled(cells) > width / 2 and not any(map(_is_value, cells))


def _filled(cells: list[str]) -> int:
    return sum(not is_nothing(cell) for cell in cells)


def _is_value(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and (is_day(text) or number_of(text) is not None)
