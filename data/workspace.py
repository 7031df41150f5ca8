"""What users write about one warehouse, in one SQLite file of its own: scenarios, strategies, decisions, merges, logs.

Tables come from `sql/workspace/schema/*.sql`, each applied once, in the order of their names; statements are the named
files `sql/workspace/<name>.sql` with `:name` parameters. A warehouse may be rebuilt or lost, its workspace stays.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

SQL = Path(__file__).parent / "sql" / "workspace"
WAIT_SECONDS = 10.0
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class WorkspaceError(RuntimeError):
    """The workspace cannot be read or written; one clear sentence with a hint."""


def default_root() -> Path:
    """Folder that holds the workspaces: WORKSPACE_DIR, else `data/workspace`."""
    return Path(os.environ.get("WORKSPACE_DIR") or Path(__file__).parent / "workspace")


def path_of(root: Path, warehouse: str) -> Path:
    """File of the workspace of one warehouse. Raises WorkspaceError for a name that is no plain file name."""
    path = Path(root) / f"{warehouse}.sqlite"
    if path.parent != Path(root) or warehouse.startswith("."):
        raise WorkspaceError(f"There is no workspace {warehouse!r}.")
    return path


def read(path: Path, name: str, params: dict[str, object] | None = None) -> list[dict]:
    """Rows of the named statement as dictionaries, in the statement's order. Raises WorkspaceError."""
    with _opened(path) as con:
        return [dict(row) for row in con.execute(_text(name), params or {})]


def write(path: Path, name: str, params: dict[str, object]) -> int:
    """Carry out the named statement in one transaction; the row id it inserted (0: none). Raises WorkspaceError."""
    return write_all(path, [(name, params)])


def write_all(path: Path, statements: list[tuple[str, dict[str, object]]]) -> int:
    """Carry out several named statements in one transaction: all of them or none; the last row id. Raises WorkspaceError.

    A parameter `parent_id` that is None takes the row id of the first statement, so that a head and its rows go together.
    """
    with _opened(path) as con, con:
        first = last = 0
        for name, params in statements:
            filled = {**params, "parent_id": first} if params.get("parent_id", 0) is None else params
            last = con.execute(_text(name), filled).lastrowid or 0
            first = first or last
        return last


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own for each use, closed after it: threads and sessions never share one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as con:
            con.row_factory = sqlite3.Row
            con.execute("pragma journal_mode = wal")
            con.execute("pragma foreign_keys = on")
            _bring_up_to_date(con)
            yield con
    except sqlite3.IntegrityError as error:
        raise WorkspaceError(f"This cannot be kept: {error}.\nHint: choose another name.") from error
    except (sqlite3.Error, OSError) as error:
        raise WorkspaceError(
            f"The workspace {path.name} cannot be used: {error}.\nHint: check that its folder can be written and has room."
        ) from error


def _bring_up_to_date(con: sqlite3.Connection) -> None:
    """Apply the parts of the schema this file has not seen, each whole or not at all; two writers may both do it (`if not exists`)."""
    seen = set()
    if con.execute(_text("has_schema")).fetchone():
        seen = {row["name"] for row in con.execute(_text("schema_applied"))}
    for name, text in _schema():
        if name not in seen:
            con.executescript(f"begin immediate;\n{text}\ncommit;")


@cache
def _schema() -> list[tuple[str, str]]:
    """(name, statements) of each part of the schema, with the statement that notes it as applied."""
    noted = (SQL / "schema_noted.sql").read_text(encoding="utf-8")
    return [
        (part.stem, part.read_text(encoding="utf-8") + noted.replace(":name", f"'{part.stem}'"))
        for part in sorted((SQL / "schema").glob("*.sql"))
    ]


@cache
def _text(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise WorkspaceError(f"There is no statement {name!r}.")
    try:
        return (SQL / f"{name}.sql").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WorkspaceError(f"There is no statement {name!r}.") from error
