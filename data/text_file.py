"""Text as delivered: unpack it, write it out as UTF-8 where it is not, and find how it is to be read."""

import gzip
import os
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from data.contract import ContractError
from data.headless import holds_data, names_of
from data.text_blocks import CHUNK, MAX_LINE_CHARS, count
from data.text_encoding import encoding_of
from data.text_layout import DELIMITERS, agreement, delimiter_of, header, is_set_in_blanks, rows_after, unique
from data.title_lines import titled

MAX_COLUMNS = 2_000
MAX_EXPANSION = 200  # a gzip that grows more than this is not a table
LARGE_BYTES, LARGE_EXPANSION = 2 << 30, 40  # nor is one of gigabytes that grows more than this
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A text table. `path` is UTF-8, perhaps with a byte-order mark.

    lines : line ends after the header, blank lines included; `header_lines` is mostly 1
    is_regular : False where only the careful reader can be trusted: null bytes, very long lines, a blank first line
    title_lines : lines above the header that `path` leaves out
    is_headless : no line names the columns; `path` begins with one that names them by position
    """

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    header_lines: int
    lines: int
    is_regular: bool
    title_lines: int
    is_headless: bool = False


def inspect_text(path: Path, work: Path, *, name: str) -> Text:
    """How to read the text file at `path`, called `name` in messages; copies go to `work`. Raises ContractError."""
    raw = _unpack(path, work, name=name) if _is_gzip(path) else path
    encoding = encoding_of(raw, name=name)
    plain = raw if encoding in ("utf-8", "utf-8-sig") else _transcode(raw, work, encoding)
    sample = _sample(plain, name=name)
    told = _SEPARATOR_LINE.match(sample)
    if told:  # a first line "sep=;" as Excel writes it
        plain = _transcode(plain, work, "utf-8-sig", skip_lines=1)
        sample = sample[told.end() :]
    delimiter = told[1] if told else delimiter_of(sample)
    if not told and delimiter not in sample.partition("\n")[0] and is_set_in_blanks(sample):
        plain = _tabbed(plain, work)
        sample, delimiter = _sample(plain, name=name), "\t"
    is_plain = bool(told) or agreement(sample, delimiter)[0] >= 0.5  # a comma may part decimals as well
    titles = titled(sample, (delimiter,) if is_plain else DELIMITERS)
    if titles:
        plain, delimiter = _transcode(plain, work, "utf-8-sig", skip_lines=titles.lines), titles.delimiter
        sample = _sample(plain, name=name)
    columns, header_lines = header(sample, delimiter)
    if len(columns) > MAX_COLUMNS:
        raise too_many_columns(name, len(columns))
    if not any(column.strip() for column in columns):
        raise ContractError(f"{name} has no header line.\nHint: the first line must name the columns.")
    is_headless = holds_data(columns, rows_after(sample, delimiter, header_lines))
    if is_headless:
        columns, header_lines = names_of(len(columns)), 1
        plain = _transcode(plain, work, "utf-8-sig", head=delimiter.join(columns) + "\n")
    lines, is_odd = count(plain)
    is_regular = not is_odd and not sample.startswith(("\n", "\r"))
    above = titles.lines if titles else 0
    names = unique(columns)
    return Text(plain, encoding, delimiter, names, header_lines, lines - header_lines, is_regular, above, is_headless)


def too_many_columns(name: str, columns: int) -> ContractError:
    """The error for a table that is wider than MAX_COLUMNS."""
    return ContractError(
        f"{name} has {columns:,} columns; at most {MAX_COLUMNS:,} are read.\n"
        "Hint: export one row per purchase, not one column per product or day."
    )


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _unpack(path: Path, work: Path, *, name: str) -> Path:
    target = _new_file(work)
    size = path.stat().st_size
    limit = max(min(size * MAX_EXPANSION, LARGE_BYTES), size * LARGE_EXPANSION) + CHUNK
    given = 0
    try:
        with gzip.open(path, "rb") as file, target.open("wb") as out:
            while block := file.read(CHUNK):
                given += len(block)
                if given > limit:
                    raise ContractError(
                        f"{name} grows to more than {limit / 1e6:,.0f} MB when unpacked and was not read further.\n"
                        "Hint: deliver the table unpacked if it is genuine."
                    )
                out.write(block)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ContractError(f"{name} is a damaged gzip file.\nHint: copy or export it again.") from error
    return target


def _new_file(work: Path) -> Path:
    return work / f"{os.urandom(6).hex()}.text"


def _transcode(path: Path, work: Path, encoding: str, *, skip_lines: int = 0, head: str = "") -> Path:
    target = _new_file(work)
    with (
        path.open(encoding=encoding, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(skip_lines):
            source.readline()
        out.write(head)
        while text := source.read(CHUNK):
            out.write(text)
    return target


def _sample(plain: Path, *, name: str) -> str:
    """The first 200 lines or so; raises ContractError for an empty file or an endless first line."""
    with plain.open(encoding="utf-8-sig", newline="") as file:
        text = file.read(MAX_LINE_CHARS)
    if not text.strip():
        raise ContractError(f"{name} is empty.\nHint: export the table again, with its header line.")
    lines = text.splitlines(keepends=True)
    if len(text) == MAX_LINE_CHARS and len(lines) < 2:
        raise ContractError(
            f"The first line of {name} is longer than {MAX_LINE_CHARS:,} characters.\n"
            "Hint: each purchase must stand on a line of its own."
        )
    return "".join(lines[:200])


def _tabbed(plain: Path, work: Path) -> Path:
    """A copy with one tab for each run of blanks; lines stay lines."""
    target = _new_file(work)
    with plain.open(encoding="utf-8-sig") as source, target.open("w", encoding="utf-8", newline="\n") as out:
        while line := source.readline(MAX_LINE_CHARS):
            out.write("\t".join(line.split()) + "\n")
    return target
