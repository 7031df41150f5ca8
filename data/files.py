"""Look at a delivered file before reading it: what it is, how it is written, which columns it has. No DuckDB here."""

import hashlib
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from data.contract import ContractError
from data.text_file import inspect_text

SUFFIXES = (
    ".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz", ".parquet", ".pq", ".xlsx", ".xlsm",
)  # fmt: skip
_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an Excel or Word document of the old kind, or one with a password",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "an SQLite database",
    b"ORC": "an ORC file",
    b"Obj\x01": "an Avro file",
    b"ARROW1": "an Arrow file",
    b"7z\xbc\xaf": "a 7-zip archive",
    b"Rar!": "a RAR archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstandard archive",
}


@dataclass(frozen=True)
class Delivered:
    """One file as found. `path` is what to read: for CSV UTF-8 text (a copy where the file is not), else the file.

    columns : the header of a CSV, made unique; empty for Parquet, whose columns are known when it is opened
    header_lines, lines, is_regular : for CSV, what the fast reader is checked against (see text_file.Text)
    title_lines : for CSV and Excel, lines above the header that are left out
    is_headless : no line names the columns; they are named by position
    is_hidden : a sheet that its workbook hides, mostly an older copy; read only where somebody says so
    """

    name: str
    path: Path
    format: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    header_lines: int
    lines: int
    is_regular: bool
    bytes: int
    sha256: str
    title_lines: int = 0
    is_hidden: bool = False
    is_headless: bool = False


def shown(name: str) -> str:
    """`name` for a message or a table: no control characters, nothing that is not text, at most 120 characters."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "?" for c in text)[:120]


def expand(sources: list[Path]) -> list[Path]:
    """Files to read: each file itself, and for a folder its CSV, Excel and Parquet files by name. Raises ContractError."""
    found: list[Path] = []
    for source in sources:
        try:
            if not source.exists():
                raise ContractError(
                    f"There is no file {shown(source.name)}.\n"
                    f"Hint: check the path; it was given as {shown(str(source))}."
                )
            found.extend(_inside(source) if source.is_dir() else [source])
        except OSError as error:
            reason = error.strerror or "it cannot be opened"
            raise ContractError(f"{shown(source.name)} cannot be read: {reason}.\nHint: check the path.") from error
    return found


def _inside(folder: Path) -> list[Path]:
    inside = sorted(
        path
        for path in folder.iterdir()
        if path.name.lower().endswith(SUFFIXES) and not path.name.startswith((".", "~$")) and path.is_file()
    )
    if not inside:
        raise ContractError(
            f"The folder {shown(folder.name)} holds no CSV, Excel or Parquet file.\nHint: files end in {', '.join(SUFFIXES)}."
        )
    return inside


def inspect(path: Path, work: Path) -> Delivered:
    """What `path` is and how to read it; text is copied to `work` as UTF-8 where it is not that already.

    Raises ContractError for a missing, empty, binary, unreadable or headless file.
    """
    name = shown(path.name)
    try:
        return _inspect(path, work, name)
    except OSError as error:
        if error.filename is None or Path(error.filename) != path:
            raise  # not this file's fault: the work folder, or a full disk
        raise ContractError(f"{name} cannot be read: {error.strerror}.\nHint: check the file's permissions.") from error


def _inspect(path: Path, work: Path, name: str) -> Delivered:
    size = path.stat().st_size
    if not path.is_file():
        raise ContractError(f"{name} is not a file on disk.\nHint: save the data as a file first.")
    if size == 0:
        raise ContractError(f"{name} is empty.\nHint: export the table again, with its header line.")
    with path.open("rb") as file:
        head = file.read(16)
    if head[:4] == b"PAR1":
        return Delivered(name, _reachable(path, work), "parquet", "", "", (), 0, 0, True, size, _fingerprint(path))
    if path.suffix.lower() in (".parquet", ".pq"):
        raise ContractError(f"{name} is not a Parquet file, whatever its name says.\nHint: export it again.")
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise ContractError(
                f"{name} is {what}, not a table of text.\nHint: deliver the data as CSV (UTF-8), Excel (.xlsx) or Parquet."
            )
    if what := _markup(path):
        program = "turn it into a table, one row a purchase (pandas: read_json, lines=True for one object a line, then to_csv)"
        sheet = "open it in a spreadsheet program and save it as Excel (.xlsx) or CSV"
        raise ContractError(f"{name} is {what}, not a table of text.\nHint: {program if what == 'JSON' else sheet}.")
    text = inspect_text(_reachable(path, work), work, name=name)
    return Delivered(
        name, text.path, "csv", text.encoding, text.delimiter, text.columns,
        text.header_lines, text.lines, text.is_regular, size, _fingerprint(path),
        text.title_lines, is_headless=text.is_headless,
    )  # fmt: skip


def _markup(path: Path) -> str:
    """What a text is that holds no table of lines: a web page, XML or JSON; empty for all others."""
    with path.open("rb") as file:
        head = file.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta", b"<head")):
        return "a web page"
    if head.startswith(b"<?xml"):
        return "an XML document"
    return "JSON" if re.match(rb'(\[\s*)?\{\s*("|\})', head) else ""


def _reachable(path: Path, work: Path) -> Path:
    """`path`, or a link to it where its name is not Unicode, which DuckDB needs."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        link = work / os.urandom(6).hex()
        try:
            link.symlink_to(path.resolve())
        except OSError:  # no links on this system
            shutil.copyfile(path, link)
        return link
    return path


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
