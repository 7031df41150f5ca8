"""Files that a reader brings: kept in a folder of the server's own under safe names, bounded, and removed when nobody needs them.

`<warehouses>/.uploads/<number>/` holds one delivery. It stays as long as the order of a warehouse names it, so that the
warehouse can be built again; a delivery that no build came of is removed after a day.
"""

import json
import re
import shutil
import time
import unicodedata
import uuid
from pathlib import Path

from ui import warehouse

MAX_FILE_MB = 500
MAX_DELIVERY_BYTES = 2_000_000_000
UNUSED_SECONDS = 86_400
_UNSAFE = re.compile(r"[^\w.\- ()（）]+")


class TooMuch(ValueError):
    """A delivery is larger than the server takes."""


def safe_name(name: str) -> str:
    """A delivered file name as one of our own: its last part without control characters, separators and leading dots.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\x\\\\销售 2024.csv"), safe_name("<b>.csv")
    ('passwd', '销售 2024.csv', '_b_.csv')
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    clean = _UNSAFE.sub("_", last).strip(". ")
    stem, dot, suffix = clean.rpartition(".")
    return (f"{stem[:80]}{dot}{suffix[:10]}" if dot else clean[:80]) or "file"


def keep(files: list) -> Path:
    """Write uploaded files to a new folder; returns it. Raises TooMuch, and OSError for a full disk."""
    if sum(file.size for file in files) > MAX_DELIVERY_BYTES:
        raise TooMuch
    remove_unused()
    folder = warehouse.root().absolute() / ".uploads" / uuid.uuid4().hex
    folder.mkdir(parents=True)
    for number, file in enumerate(files):
        name = safe_name(file.name)
        target = folder / name if not (folder / name).exists() else folder / f"{number}_{name}"
        with target.open("wb") as out:
            file.seek(0)
            shutil.copyfileobj(file, out, 1 << 20)
    return folder


def files_in(folder: Path) -> list[Path]:
    """The delivered files of a folder, by name."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.is_file())


def remove_unused() -> None:
    """Remove deliveries older than a day that no warehouse's order names."""
    home = warehouse.root() / ".uploads"
    orders = "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in warehouse.root().glob("*/order.json")
    )
    for folder in home.iterdir() if home.is_dir() else ():
        try:
            is_old = time.time() - folder.stat().st_mtime > UNUSED_SECONDS
        except OSError:
            continue
        if is_old and folder.name not in orders:
            shutil.rmtree(folder, ignore_errors=True)


def write_plan(folder: Path, plan: list[dict]) -> Path:
    """Write what was decided about the delivery beside its files; returns the path."""
    path = folder / ".plan.json"
    path.write_text(json.dumps({"files": plan}, ensure_ascii=False), encoding="utf-8")
    return path
