"""Unpack delivered files in a child process that may use so much memory and time and no more.

The limits are the system's own (`resource`, Linux and macOS). Windows has none; there only the time is bound, and the
build says so.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from data.contract import ContractError
from data.files import Delivered, shown

MEMORY_BYTES = 3 << 30
BASE_SECONDS, SECONDS_A_MEGABYTE = 180, 1.5
_PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Found:
    """One delivered file: its tables, and, where it was asked for, what is known of each table's columns.

    beside : other files without which its tables cannot be read
    """

    path: Path
    parts: tuple[Delivered, ...]
    looks: tuple[dict, ...] = ()
    error: str = ""
    beside: tuple[Path, ...] = ()


def has_memory_limit() -> bool:
    """True where the system can bound the memory of a process."""
    return sys.platform in ("linux", "darwin")


def unpack(paths: list[Path], work: Path, *, look: bool = False, errors: bool = False) -> Iterator[Found]:
    """The tables of each file, in order. `look`: profile their columns as well (see `data.intake.look`).

    errors : give a file that is turned away as `Found.error` and go on, instead of raising
    Raises ContractError for the first file that cannot be read within the limits, or at all.
    """
    waiting = list(paths)
    while waiting:
        done = 0
        for found in _run(waiting, work, look=look):
            done += 1
            if found.error and not errors:
                raise ContractError(found.error)
            yield found
        waiting = waiting[done:]


def _run(paths: list[Path], work: Path, *, look: bool) -> Iterator[Found]:
    """One child over these files; the last answer names the file it ended at where it did not come to the end."""
    seconds = BASE_SECONDS + SECONDS_A_MEGABYTE * sum(map(_size, paths)) / 1e6
    # The child runs in the project's folder, so that it finds its modules: names from elsewhere have to be whole.
    names = [str(path.absolute()) for path in paths]
    order = {"paths": names, "work": str(work.absolute()), "look": look, "memory": MEMORY_BYTES}
    try:
        child = subprocess.run(
            [sys.executable, "-m", "data.intake.child"],
            input=json.dumps(order).encode(),
            capture_output=True,
            cwd=_PROJECT,
            timeout=seconds,
            check=False,
        )
        said, status = child.stdout, child.returncode
    except subprocess.TimeoutExpired as error:
        said, status = error.stdout or b"", None
    answers = [json.loads(line) for line in said.splitlines() if line.startswith(b"{")]
    for path, answer in zip(paths, answers, strict=False):
        yield _found(path, answer)
    if len(answers) < len(paths):
        yield Found(paths[len(answers)], (), error=_beyond(paths[len(answers)], is_slow=status is None))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _found(path: Path, answer: dict) -> Found:
    if answer.get("fault") == "memory":
        return Found(path, (), error=_beyond(path, is_slow=False))
    parts = [
        Delivered(**{**p, "path": Path(p["path"]), "columns": tuple(p["columns"])}) for p in answer.get("parts", ())
    ]
    return Found(path, tuple(parts), tuple(answer.get("looks", ())), answer.get("error", ""))


def _beyond(path: Path, *, is_slow: bool) -> str:
    name = shown(path.name)
    hint = ("Hint: it may be damaged or packed in bad faith; if it is genuine, deliver it as plain CSV.",)
    if is_slow:
        return f"{name} needs more than the time that reading a file may take, and was not read.\n{hint}"
    gib = MEMORY_BYTES / (1 << 30)
    return f"{name} needs more than the {gib:.0f} GB of memory that reading a file may take, and was not read.\n{hint}"


def as_json(delivered: Delivered) -> dict:
    """A part as the child writes it."""
    return {**asdict(delivered), "path": str(delivered.path)}
