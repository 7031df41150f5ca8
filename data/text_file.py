"""Text as delivered: unpack it, find its encoding, write it out as UTF-8 where it is not, find separator and header."""

import codecs
import csv
import gzip
import io
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.contract import ContractError
from data.title_lines import titled

DELIMITERS = (",", ";", "\t", "|")
MAX_COLUMNS = 2_000
MAX_LINE_CHARS = 1_000_000  # a longer line is no row of a table
MAX_EXPANSION = 200  # a gzip that grows more than this is not a table
LARGE_BYTES, LARGE_EXPANSION = 2 << 30, 40  # nor is one of gigabytes that grows more than this
CHINESE_SHARE = 0.7  # of the characters beyond ASCII; bytes of another encoding read as GB18030 give rare characters
_CHUNK = 1 << 20
_TEXT = re.compile(r"[^\x00-\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
csv.field_size_limit(MAX_LINE_CHARS)  # of the whole process; Python's own limit of 131,072 would stop at a long note


@dataclass(frozen=True)
class Text:
    """A text table. `path` is UTF-8, perhaps with a byte-order mark.

    lines : line ends after the header, blank lines included; `header_lines` is mostly 1
    is_regular : False where only the careful reader can be trusted: null bytes, very long lines, a blank first line
    title_lines : lines above the header that `path` leaves out
    """

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    header_lines: int
    lines: int
    is_regular: bool
    title_lines: int


def inspect_text(path: Path, work: Path, *, name: str) -> Text:
    """How to read the text file at `path`, called `name` in messages; copies go to `work`. Raises ContractError."""
    raw = _unpack(path, work, name=name) if _is_gzip(path) else path
    encoding = _encoding(raw, name=name)
    plain = raw if encoding in ("utf-8", "utf-8-sig") else _transcode(raw, work, encoding)
    sample = _sample(plain, name=name)
    told = _SEPARATOR_LINE.match(sample)
    if told:  # a first line "sep=;" as Excel writes it
        plain = _transcode(plain, work, "utf-8-sig", skip_lines=1)
        sample = sample[told.end() :]
    delimiter = told[1] if told else _delimiter(sample)
    if not told and delimiter not in sample.partition("\n")[0] and _is_set_in_blanks(sample):
        plain = _tabbed(plain, work)
        sample, delimiter = _sample(plain, name=name), "\t"
    is_plain = bool(told) or _agreement(sample, delimiter)[0] >= 0.5  # a comma may part decimals as well
    titles = titled(sample, (delimiter,) if is_plain else DELIMITERS)
    if titles:
        plain, delimiter = _transcode(plain, work, "utf-8-sig", skip_lines=titles.lines), titles.delimiter
        sample = _sample(plain, name=name)
    columns, header_lines = _header(sample, delimiter)
    if len(columns) > MAX_COLUMNS:
        raise too_many_columns(name, len(columns))
    if not any(column.strip() for column in columns):
        raise ContractError(f"{name} has no header line.\nHint: the first line must name the columns.")
    lines, is_odd = _count(plain)
    is_regular = not is_odd and not sample.startswith(("\n", "\r"))
    above = titles.lines if titles else 0
    return Text(plain, encoding, delimiter, unique(columns), header_lines, lines - header_lines, is_regular, above)


def too_many_columns(name: str, columns: int) -> ContractError:
    """The error for a table that is wider than MAX_COLUMNS."""
    return ContractError(
        f"{name} has {columns:,} columns; at most {MAX_COLUMNS:,} are read.\n"
        "Hint: export one row per purchase, not one column per product or day."
    )


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_CHUNK):
            yield block


def _unpack(path: Path, work: Path, *, name: str) -> Path:
    target = _new_file(work)
    size = path.stat().st_size
    limit = max(min(size * MAX_EXPANSION, LARGE_BYTES), size * LARGE_EXPANSION) + _CHUNK
    given = 0
    try:
        with gzip.open(path, "rb") as file, target.open("wb") as out:
            while block := file.read(_CHUNK):
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


def _encoding(path: Path, *, name: str) -> str:
    """utf-8, utf-8-sig, utf-16, gb18030 or cp1252: the first that reads the whole file and makes sense of it."""
    first = next(_blocks(path), b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif half := _utf16_half(first):
        candidates = [half]
    elif b"\x00" in first[:_CHUNK].partition(b"\n")[0]:
        raise ContractError(f"{name} is not a text file.\nHint: export the data as CSV (UTF-8) or Parquet.")
    elif first.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "gb18030", "cp1252"]
    for encoding in candidates:
        if _reads_as(path, encoding):
            return encoding
        if encoding == "utf-8":
            _refuse_mixed(path, name=name)
    raise ContractError(f"{name} is text in no encoding known here.\nHint: save it as CSV in UTF-8.")


def _utf16_half(first: bytes) -> str:
    """UTF-16 without a byte-order mark: every other byte of plain letters is null. Empty for everything else."""
    head = first[:2000]
    if len(head) < 8 or b"\x00\x00" in head[:200]:
        return ""
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[start::2].count(0) > 0.6 * len(head[start::2]) and head[1 - start :: 2].count(0) == 0:
            return encoding
    return ""


def _refuse_mixed(path: Path, *, name: str) -> None:
    """Raise ContractError for a file of which most lines beyond ASCII are UTF-8 and some are not: it was glued together.

    A Chinese character may by chance be valid UTF-8 (元 and 女 in GB18030 are); lines of such ones alone prove nothing
    where the whole file reads as Chinese.
    """
    certain = perhaps = bad = first_bad = 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE_CHARS), b""), start=1):
            if line.isascii():
                continue
            try:
                beyond = _TEXT.findall(line.decode("utf-8"))
            except UnicodeDecodeError:
                bad += 1
                first_bad = first_bad or number
                continue
            if max(beyond) < "\u0100" or max(beyond) >= "\u0800":
                certain += 1
            else:
                perhaps += 1
    if certain + perhaps > bad and not (certain <= bad and _reads_as(path, "gb18030")):
        others = "" if bad == 1 else f" (and {bad - 1:,} more)"
        raise ContractError(
            f"{name} mixes encodings: most of it is UTF-8, but line {first_bad:,}{others} is not.\n"
            "Hint: export it again in one encoding, best in UTF-8; parts of it may come from another program."
        )


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    beyond_ascii: Counter[str] = Counter()
    try:
        for block in _blocks(path):
            text = decoder.decode(block)
            if encoding == "gb18030":
                beyond_ascii.update(_TEXT.findall(text))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return encoding != "gb18030" or _is_chinese(beyond_ascii)


def _is_chinese(beyond_ascii: Counter[str]) -> bool:
    """True when most characters are the common ones of GB2312; 'Crédit' in cp1252 decodes too, but to rare ones."""
    common = 0
    for character, times in beyond_ascii.items():
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        common += times
    return common >= CHINESE_SHARE * beyond_ascii.total()


def _transcode(path: Path, work: Path, encoding: str, *, skip_lines: int = 0) -> Path:
    target = _new_file(work)
    with (
        path.open(encoding=encoding, newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(skip_lines):
            source.readline()
        while text := source.read(_CHUNK):
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


def _delimiter(sample: str) -> str:
    """The separator under which the header and the sampled rows agree best on more than one column."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(sample, delimiter))


def _agreement(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of the rows that have as many cells as the first one, and how many it has; (0, 0) for a single cell."""
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return (0.0, 0)
    width = len(rows[0])
    if width < 2:
        return (0.0, 0)
    return (sum(len(row) == width for row in rows) / len(rows), width)


def _is_set_in_blanks(sample: str) -> bool:
    """True where columns are parted by runs of blanks: several in the first line, and as many in nearly every other."""
    widths = [len(line.split()) for line in sample.splitlines() if line.strip()]
    return len(widths) > 2 and widths[0] > 1 and sum(width == widths[0] for width in widths) >= 0.98 * len(widths)


def _tabbed(plain: Path, work: Path) -> Path:
    """A copy with one tab for each run of blanks; lines stay lines."""
    target = _new_file(work)
    with plain.open(encoding="utf-8-sig") as source, target.open("w", encoding="utf-8", newline="\n") as out:
        while line := source.readline(MAX_LINE_CHARS):
            out.write("\t".join(line.split()) + "\n")
    return target


def _header(sample: str, delimiter: str) -> tuple[list[str], int]:
    """Cells of the first line that is not blank, and how many line ends lie before the first row."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():
                return cells, reader.line_num
    except csv.Error:
        pass
    return [], 0


def _count(plain: Path) -> tuple[int, bool]:
    """Line ends (a last line without one counts as well), and whether there are null bytes or very long lines."""
    lines, is_odd, last = 0, False, b"\n"
    for block in _blocks(plain):
        ends = block.count(b"\n")
        lines += ends
        is_odd = is_odd or b"\x00" in block or (ends == 0 and len(block) == _CHUNK)
        last = block[-1:]
    return lines + (last != b"\n"), is_odd


def filled_lines(path: Path) -> int:
    """Lines of a text file that are not blank."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


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
