"""Build a warehouse in a child process, while everybody goes on reading the present build; then readers move over.

Progress is read from the log that the child writes, so any session, and a restarted server, sees the same build.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ui import warehouse

_PROJECT = Path(__file__).resolve().parent.parent
_STAGE = re.compile(r"^\[(\d+)/(\d+)\] (\w+)", re.MULTILINE)
_children: dict[str, subprocess.Popen] = {}


@dataclass(frozen=True)
class Rebuild:
    """Where a build stands. status: idle, running, done, failed; share: stages begun of all; stage: its code; said: last words."""

    status: str
    share: float = 0.0
    stage: str = ""
    said: str = ""


def start(name: str, arguments: list[str]) -> bool:
    """Start `build.py` with `arguments` for the warehouse `name`; False when a build of it is already running.

    Values must be checked by the caller: they go to the command line as they are, never through a shell.
    """
    home = warehouse.root() / name
    home.mkdir(parents=True, exist_ok=True)
    pid_file = home / ".rebuild-pid"
    if state(name).status == "running":
        return False
    with (home / ".rebuild-log").open("wb") as log:
        child = subprocess.Popen(
            [sys.executable, str(_PROJECT / "build.py"), "--warehouses", str(warehouse.root()), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=_PROJECT,
            start_new_session=True,
        )
    _children[name] = child
    pid_file.write_text(str(child.pid), encoding="ascii")
    return True


def state(name: str) -> Rebuild:
    """Where the last build of `name` that was started here stands."""
    home = warehouse.root() / name
    try:
        said = (home / ".rebuild-log").read_text(encoding="utf-8", errors="replace")
        pid = int((home / ".rebuild-pid").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return Rebuild("idle")
    stages = _STAGE.findall(said)
    number, total, stage = stages[-1] if stages else ("0", "1", "")
    if _is_running(name, pid):
        return Rebuild("running", int(number) / (int(total) + 1), stage)
    lines = [line for line in said.splitlines() if line.strip()]
    if lines and lines[-1].endswith(".duckdb"):
        return Rebuild("done", 1.0, stage)
    return Rebuild("failed", 0.0, stage, "\n".join(lines[-2:]) if lines and not lines[-1].startswith("[") else "")


def forget(name: str) -> None:
    """Clear the outcome of the last build, once it was shown."""
    for file in (".rebuild-pid", ".rebuild-log"):
        (warehouse.root() / name / file).unlink(missing_ok=True)


def _is_running(name: str, pid: int) -> bool:
    child = _children.get(name)
    if child is not None and child.pid == pid:
        return child.poll() is None
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
