"""The process that makes a hand-out, as the server sees it: started, watched, read from, cleared away.

Each has a folder of its own that only this account reads; what is older than an hour goes with the next one.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ui import access

FILES = {"pptx": "handout.pptx", "html": "handout.html"}
AT_ONCE = 2  # hand-outs of all readers of this server process: each takes a core and some 400 MB
MOST_SECONDS = 600
KEPT_SECONDS = 3600
_PROJECT = Path(__file__).resolve().parents[2]
_children: dict[Path, subprocess.Popen] = {}


@dataclass(frozen=True)
class Stand:
    """How far a hand-out is. status: running, done, failed, gone; rows and is_masked: of what is in it."""

    status: str
    page: int = 0
    pages: int = 1
    rows: int = 0
    is_masked: bool = True


@dataclass(frozen=True)
class Order:
    """What is asked for: paths of pages, the view (see `ui.address`), the language, the warehouse and the reader."""

    pages: list[str]
    view: dict[str, list[str]]
    language: str
    warehouse: str
    reader: access.Reader


def start(order: Order) -> Path | None:
    """Start the process; its folder, or None while as many as the server bears are running."""
    _clear_old()
    if sum(child.poll() is None for child in _children.values()) >= AT_ONCE:
        return None
    _home().mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=_home()))  # readable by this account alone
    (folder / "order.json").write_text(json.dumps(asdict(order)), encoding="utf-8")
    with (folder / "log").open("wb") as log:
        _children[folder] = subprocess.Popen(
            [sys.executable, "-m", "ui.handout.child", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=_PROJECT,
            start_new_session=True,
        )
    return folder


def stand(folder: Path) -> Stand:
    """Where the hand-out in a folder stands; one that takes too long is ended."""
    child = _children.get(folder)
    if child is not None and child.poll() is None:
        if _age(folder / "order.json") < MOST_SECONDS:
            told = _told(folder)
            return Stand("running", told.page, told.pages)
        child.kill()
    if not folder.is_dir():
        return Stand("gone")
    told = _told(folder)
    return told if told.status == "done" else Stand("failed")


def file(folder: Path, kind: str) -> bytes:
    """One of the two files. Raises FileNotFoundError when they were cleared away."""
    return (folder / FILES[kind]).read_bytes()


def last_words(folder: Path) -> str:
    """What the process said at its end, for the server's log."""
    try:
        return (folder / "log").read_text(encoding="utf-8", errors="replace")[-4000:]
    except OSError:
        return ""


def drop(folder: Path) -> None:
    """End it if it runs, and clear it away."""
    child = _children.pop(folder, None)
    if child is not None and child.poll() is None:
        child.kill()
        child.wait()
    shutil.rmtree(folder, ignore_errors=True)


def _told(folder: Path) -> Stand:
    try:
        return Stand(**json.loads((folder / "state.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Stand("running")


def _home() -> Path:
    return Path(tempfile.gettempdir()) / f"customer-asset-handouts-{os.getuid() if hasattr(os, 'getuid') else 'own'}"


def _clear_old() -> None:
    for folder in _home().glob("*") if _home().is_dir() else ():
        if _age(folder) > KEPT_SECONDS:
            drop(folder)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0
