"""Faults of this program itself: the user is told in a sentence, the details are kept in a file."""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

import duckdb

LOG = "build-error.log"


def note_fault(error: BaseException, root: Path) -> str:
    """Write the traceback to `<root>/build-error.log`, in place of an older one; returns the sentence and hint to show.

    The file stays on this machine; messages of the database in it may quote values of the data.
    """
    path = root / LOG
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.platform()}"
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, {versions}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([head, "", *traceback.format_exception(error)]), encoding="utf-8", errors="replace")
        where = f"the details are in {path}; report them without the data they may quote"
    except OSError:
        where = f"it was a {type(error).__name__}, and {path} could not be written"
    return f"The build failed by a fault of this program; nothing was published.\nHint: {where}."
