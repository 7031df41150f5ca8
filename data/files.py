"""Look at a delivered file before reading it: format, encoding, separator, header. No DuckDB here.

A CSV that is not plain UTF-8 is written out once as UTF-8 into the work folder; every later step reads that copy.
"""

import codecs
import csv
import gzip
import hashlib
import io
import lzma
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.contract import ContractError

SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".parquet", ".pq")
DELIMITERS = (",", ";", "\t", "|")
MAX_COLUMNS = 2_000
MAX_HEADER_CHARS = 1_000_000
MAX_EXPANSION = 200  # a gzip that grows more than this is not a table
_CHUNK = 1 << 20
_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "an SQLite database",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstandard archive",
}


@dataclass(frozen=True)
class Delivered:
    """One file as found. `path` is what to read (for CSV: UTF-8 text without byte-order mark), `columns` its header."""

    name: str
    path: Path
    format: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    bytes: int
    sha256: str


def expand(sources: list[Path]) -> list[Path]:
    """Files to read: each file itself, and for a folder its CSV and Parquet files by name. Raises ContractError."""
    found: list[Path] = []
    for source in sources:
        if not source.exists():
            raise ContractError(f"There is no file {source.name}.\nHint: check the path; it was given as {source}.")
        if not source.is_dir():
            found.append(source)
            continue
        inside = sorted(path for path in source.iterdir() if path.is_file() and path.name.lower().endswith(SUFFIXES))
        if not inside:
            raise ContractError(
                f"The folder {source.name} holds no CSV or Parquet file.\nHint: files end in {', '.join(SUFFIXES)}."
            )
        found.extend(inside)
    return found


def inspect(path: Path, work: Path) -> Delivered:
    """What `path` is and how to read it; text is copied to `work` as UTF-8 where it is not that already.

    Raises ContractError for an empty, binary, unreadable or headless file.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise ContractError(f"{path.name} cannot be read: {reason}.\nHint: check the file's permissions.") from error
    if size == 0:
        raise ContractError(f"{path.name} is empty.\nHint: export the table again, with its header line.")
    if head[:4] == b"PAR1" or path.suffix.lower() in (".parquet", ".pq"):
        if head[:4] != b"PAR1":
            raise ContractError(f"{path.name} is not a Parquet file, whatever its name says.\nHint: export it again.")
        return Delivered(path.name, path, "parquet", "", "", (), size, _fingerprint(path))
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise ContractError(
                f"{path.name} is {what}, not a table of text.\nHint: export the data as CSV (UTF-8) or Parquet."
            )
    return _inspect_text(path, work, size)


def _inspect_text(path: Path, work: Path, size: int) -> Delivered:
    encoding = _encoding(path)
    plain = work / f"{_safe(path.name)}.{os.urandom(4).hex()}.utf8"
    if encoding == "utf-8" and not _is_gzip(path):
        plain = path
    else:
        _transcode(path, plain, encoding)
    sample = _sample(plain, path.name)
    delimiter = _delimiter(sample)
    columns = next(csv.reader(io.StringIO(sample), delimiter=delimiter), [])
    if len(columns) > MAX_COLUMNS:
        raise ContractError(
            f"{path.name} has {len(columns):,} columns; at most {MAX_COLUMNS:,} are read.\n"
            "Hint: export one row per purchase, not one column per product or day."
        )
    if not any(column.strip() for column in columns):
        raise ContractError(f"{path.name} has no header line.\nHint: the first line must name the columns.")
    return Delivered(path.name, plain, "csv", encoding, delimiter, _unique(columns), size, _fingerprint(path))


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _blocks(path: Path) -> Iterator[bytes]:
    """The file's bytes, gunzipped where it is a gzip; ContractError for a broken or exploding one."""
    if not _is_gzip(path):
        with path.open("rb") as file:
            while block := file.read(_CHUNK):
                yield block
        return
    limit = path.stat().st_size * MAX_EXPANSION + _CHUNK
    given = 0
    try:
        with gzip.open(path, "rb") as file:
            while block := file.read(_CHUNK):
                given += len(block)
                if given > limit:
                    raise ContractError(
                        f"{path.name} grows more than {MAX_EXPANSION}-fold when unpacked and was not read further.\n"
                        "Hint: deliver the table unpacked if it is genuine."
                    )
                yield block
    except (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError) as error:
        raise ContractError(f"{path.name} is a damaged gzip file.\nHint: copy or export it again.") from error


def _encoding(path: Path) -> str:
    """utf-8, utf-8-sig, utf-16, gb18030 or cp1252: the first that decodes the whole file."""
    first = next(_blocks(path), b"")
    if first.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif b"\x00" in first:
        raise ContractError(f"{path.name} is not a text file.\nHint: export the data as CSV (UTF-8) or Parquet.")
    else:
        candidates = ["utf-8", "gb18030", "cp1252"]
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise ContractError(f"The text of {path.name} is in no encoding known here.\nHint: save it as CSV in UTF-8.")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _transcode(path: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with target.open("w", encoding="utf-8", newline="") as out:
        for block in _blocks(path):
            out.write(decoder.decode(block))
        out.write(decoder.decode(b"", final=True))


def _sample(plain: Path, name: str) -> str:
    with plain.open(encoding="utf-8", newline="") as file:
        text = file.read(MAX_HEADER_CHARS)
    if not text.strip():
        raise ContractError(f"{name} is empty.\nHint: export the table again, with its header line.")
    lines = text.splitlines(keepends=True)
    if len(text) == MAX_HEADER_CHARS and len(lines) < 2:
        raise ContractError(
            f"The first line of {name} is longer than {MAX_HEADER_CHARS:,} characters.\n"
            "Hint: each purchase must stand on a line of its own."
        )
    return "".join(lines[:200])


def _delimiter(sample: str) -> str:
    """The separator under which the header and the sampled rows agree best on more than one column."""

    def agreement(delimiter: str) -> tuple[float, int]:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if row]
        width = len(rows[0])
        if width < 2:
            return (0.0, 0)
        return (sum(len(row) == width for row in rows) / len(rows), width)

    return max(DELIMITERS, key=agreement)


def _unique(columns: list[str]) -> tuple[str, ...]:
    """Column names as delivered, blanks trimmed; repeated or empty ones get their position, so that none is lost."""
    seen: set[str] = set()
    names = []
    for position, column in enumerate(columns, start=1):
        name = column.strip() or f"column {position}"
        while name.casefold() in seen:
            name = f"{name} ({position})"
        seen.add(name.casefold())
        names.append(name)
    return tuple(names)


def _safe(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name)[:60]


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
