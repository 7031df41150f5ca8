"""How the lines of a text are parted into columns, and what its header names."""

import csv
import io

DELIMITERS = (",", ";", "\t", "|")


def delimiter_of(sample: str) -> str:
    """The separator under which the header and the sampled rows agree best on more than one column."""
    return max(DELIMITERS, key=lambda delimiter: agreement(sample, delimiter))


def agreement(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of the rows that have as many cells as the first one, and how many it has; (0, 0) for a single cell."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return (0.0, 0)
    width = len(rows[0])
    if width < 2:
        return (0.0, 0)
    return (sum(len(row) == width for row in rows) / len(rows), width)


def is_set_in_blanks(sample: str) -> bool:
    """True where columns are parted by runs of blanks: several in the first line, and as many in nearly every other."""
    widths = [len(line.split()) for line in sample.splitlines() if line.strip()]
    return len(widths) > 2 and widths[0] > 1 and sum(width == widths[0] for width in widths) >= 0.98 * len(widths)


def header(sample: str, delimiter: str) -> tuple[list[str], int]:
    """Cells of the first line that is not blank, and how many line ends lie before the first row."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():
                return cells, reader.line_num
    except csv.Error:
        pass
    return [], 0


def rows_after(sample: str, delimiter: str, first: int) -> list[list[str]]:
    """Cells of the sampled lines from line `first` (from 0) on, as far as they can be read."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            if cells and reader.line_num > first:
                rows.append(cells)
    except csv.Error:
        pass
    return rows


def unique(columns: list[str]) -> tuple[str, ...]:
    """Column names as delivered without outer blanks; repeated, empty or reserved ones get their position as well."""
    seen = {"rowid", "_row_number", "file_row_number", "*"}  # names with a meaning of their own where rows are read
    names = []
    for position, column in enumerate(columns, start=1):
        name = column.replace("\x00", "").strip() or f"column {position}"
        while name.casefold() in seen:
            name = f"{name} ({position})"
        seen.add(name.casefold())
        names.append(name)
    return tuple(names)
