"""Looking at files in a child process while the page goes on: `build.py --inspect` and `--dry-run`, their answer as JSON."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from ui import warehouse

_PROJECT = Path(__file__).resolve().parent.parent
_children: dict[str, subprocess.Popen] = {}


@dataclass(frozen=True)
class Job:
    """Where it stands. status: running, done, failed; told: the answer; said: the sentence and hint of a failure."""

    status: str
    told: dict = field(default_factory=dict)
    said: str = ""


def run(folder: Path, name: str, arguments: list[str]) -> Job:
    """The answer of `build.py` with these arguments, started on the first call; `name` tells jobs of a folder apart.

    Values go to the command line as they are, never through a shell.
    """
    out, err = folder / f".{name}.json", folder / f".{name}.log"
    child = _children.get(str(out))
    if child is None and not out.exists():
        _stop_others(folder, name)
        with out.open("wb") as told, err.open("wb") as said:
            _children[str(out)] = subprocess.Popen(
                [
                    sys.executable,
                    str(_PROJECT / "build.py"),
                    "--warehouses",
                    str(warehouse.root()),
                    "--json",
                    *arguments,
                ],
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=said,
                cwd=_PROJECT,
                start_new_session=True,
            )
        return Job("running")
    if child is not None and child.poll() is None:
        return Job("running")
    _children.pop(str(out), None)
    return _answer(out, err)


def _answer(out: Path, err: Path) -> Job:
    try:
        return Job("done", json.loads(out.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        pass
    try:
        lines = [line for line in err.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    except OSError:
        lines = []
    return Job("failed", said="\n".join(line for line in lines[-2:] if not line.startswith(("[", " "))))


def _stop_others(folder: Path, name: str) -> None:
    """End a dry run of the same delivery under choices that the reader has changed since."""
    kind = name.partition("-")[0]
    for path, child in list(_children.items()):
        if Path(path).parent == folder and Path(path).name.startswith(f".{kind}-") and child.poll() is None:
            child.terminate()
            _children.pop(path, None)
