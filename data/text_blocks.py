"""A text file read in pieces, however large it is or long its lines are."""

import csv
from collections.abc import Iterator
from pathlib import Path

MAX_LINE_CHARS = 1_000_000  # a longer line is no row of a table
CHUNK = 1 << 20
csv.field_size_limit(MAX_LINE_CHARS)  # of the whole process; Python's own limit of 131,072 would stop at a long note


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces of CHUNK."""
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            yield block


def count(plain: Path) -> tuple[int, bool]:
    """Line ends (a last line without one counts as well), and whether there are null bytes or very long lines."""
    lines, is_odd, last = 0, False, b"\n"
    for block in blocks(plain):
        ends = block.count(b"\n")
        lines += ends
        is_odd = is_odd or b"\x00" in block or (ends == 0 and len(block) == CHUNK)
        last = block[-1:]
    return lines + (last != b"\n"), is_odd


def filled_lines(path: Path) -> int:
    """Lines of a text file that are not blank."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())
