"""Where warehouses lie and how a finished one is swapped in: work folder, lock, check, rename, pointer.

`<root>/<name>/<build id>.duckdb` never changes once published; `<root>/<name>/current` holds the name of the one to
read and is replaced atomically. What a killed build leaves behind is removed by the next build of the same name.
"""

import errno
import os
import re
import shutil
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.contract import ContractError
from data.errors import BuildError

_FULL = (
    "No space left",
    "quota exceeded",
    "File too large",
    "not enough disk",
    "failed to offload",
    "max_temp_directory_size",
)
KEEP = 3  # published builds kept for each name: the current one and those before it
ABANDONED_SECONDS = 2 * 86_400  # a work folder of another machine is left alone for this long
UNFINISHED = ("build", "current", "order")  # kinds of what a process keeps to itself until it is whole
_NAME = re.compile(r"[\w][\w-]{0,62}", re.UNICODE)


def default_root() -> Path:
    """The folder of all warehouses: WAREHOUSES_DIR, else `data/warehouses` beside this package."""
    return Path(os.environ.get("WAREHOUSES_DIR") or Path(__file__).parent / "warehouses")


def checked_name(name: str) -> str:
    """`name` if it can be a warehouse's name (letters, digits, _ and -); ContractError otherwise."""
    if not _NAME.fullmatch(name):
        raise ContractError(
            f"{name[:40]!r} cannot be the name of a warehouse.\nHint: use letters, digits, - and _, at most 63 of them."
        )
    return name


def new_build_id() -> str:
    """A sortable name for a build: UTC time to the second and eight random hex digits."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"


@contextmanager
def work_folder(root: Path, name: str) -> Iterator[Path]:
    """A private folder for one build, removed in the end. Leftovers of dead builds go first."""
    home = root / name
    try:
        home.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(home)
        work = home / private_name("build")
        work.mkdir()
    except OSError as error:
        raise BuildError(
            f"The folder {home} cannot be written: {error.strerror}.\nHint: choose another with --warehouses."
        ) from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        with suppress(OSError):  # it goes where nothing was ever published, and stays otherwise
            home.rmdir()


def private_name(kind: str) -> str:
    """Name of a folder or file of this process alone: once the process is dead, the next build removes it.

    kind : one of UNFINISHED
    """
    return f".{kind}-{_host()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def _host() -> str:
    """This machine or container, in letters and digits: the same process number means nothing on another one."""
    return "".join(c for c in socket.gethostname() if c.isalnum())[:40] or "host"


def _remove_leftovers(home: Path) -> None:
    for left in (path for kind in UNFINISHED for path in home.glob(f".{kind}-*")):
        _, host, pid, *_ = [*left.name.split("-"), "", ""]
        try:
            if host == _host() and pid.isdigit():
                is_dead = not _is_running(int(pid))
            else:
                is_dead = time.time() - left.stat().st_mtime > ABANDONED_SECONDS
            if is_dead and not left.is_dir():
                left.unlink()
        except OSError:  # its own build has just removed it
            continue
        if is_dead:
            shutil.rmtree(left, ignore_errors=True)


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # no harmless signal there; leave the folder to its owner
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


def publish(finished: Path, root: Path, name: str, build_id: str) -> Path:
    """Check the closed file `finished`, move it to its final name and point `current` at it; returns the new path."""
    _check(finished)
    home = root / name
    target = home / f"{build_id}.duckdb"
    _to_disk(finished)
    os.replace(finished, target)
    pointer = home / private_name("current")
    pointer.write_text(target.name + "\n", encoding="utf-8")
    _to_disk(pointer)
    os.replace(pointer, home / "current")
    _prune(home, target)
    return target


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _prune(home: Path, published: Path) -> None:
    """Remove all but the KEEP youngest builds, by their time of writing: clocks and build ids may go backwards."""
    found = []
    for path in home.glob("*.duckdb"):
        try:
            found.append((path == published, path.stat().st_mtime_ns, path))
        except OSError:  # another build has pruned it
            continue
    for _, _, old in sorted(found)[:-KEEP]:
        try:
            old.unlink()
        except OSError:  # a reader on Windows holds it; the next build tries again
            continue


def _check(finished: Path) -> None:
    try:
        with duckdb.connect(str(finished), read_only=True) as con:
            rows = con.execute("select count(*) from build_info").fetchall()[0]
    except duckdb.Error as error:
        raise BuildError(
            "The finished warehouse cannot be read back; nothing was published.\nHint: build again."
        ) from error
    if rows != (1,):
        raise BuildError("The finished warehouse is not complete; nothing was published.\nHint: build again.")


def is_full_disk(error: BaseException) -> bool:
    """True when `error` says that the disk is full, in the words of the system or of DuckDB."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    return isinstance(error, duckdb.Error) and any(words in str(error) for words in _FULL)
