"""The workspace of the warehouse a reader looks at: what users write. Its folder is WORKSPACE_DIR, else `data/workspace`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import workspace
from data.workspace import WorkspaceError
from ui import refusals, warehouse

__all__ = ["WorkspaceError", "read", "write", "write_all"]


def root() -> Path:
    """Folder that holds the workspaces."""
    return workspace.default_root()


def path() -> Path:
    """File of the workspace of the chosen warehouse."""
    return workspace.path_of(root(), warehouse.chosen().name)


@contextmanager
def _in_words() -> Iterator[None]:
    """What goes wrong in it is said in the reader's language."""
    try:
        yield
    except WorkspaceError as error:
        raise WorkspaceError(refusals.in_words(str(error))) from error


def read(name: str, **params: object) -> list[dict]:
    """Rows of the named statement. Raises WorkspaceError."""
    with _in_words():
        return workspace.read(path(), name, params)


def write(name: str, **params: object) -> int:
    """Carry out the named statement; the row id it inserted. Raises WorkspaceError."""
    with _in_words():
        return workspace.write(path(), name, params)


def write_all(statements: list[tuple[str, dict[str, object]]]) -> int:
    """Carry out several named statements, all or none; the last row id. Raises WorkspaceError."""
    with _in_words():
        return workspace.write_all(path(), statements)
