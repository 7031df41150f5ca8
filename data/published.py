"""Which warehouses are published under a folder, and where; no file is opened."""

from dataclasses import dataclass
from pathlib import Path

SCHEMA_VERSION = 6  # of the published tables; data/sql/marts/build_info.sql writes it


class StoreError(LookupError):
    """A warehouse, table, column or query that is not there."""


@dataclass(frozen=True)
class WarehouseRef:
    """One published build: the name readers choose, the build's id and its immutable file."""

    name: str
    build_id: str
    path: Path


def list_warehouses(root: Path) -> list[WarehouseRef]:
    """The current build of each warehouse under `root`, by name; folders without a readable pointer are left out."""
    found = []
    for pointer in sorted(Path(root).glob("*/current")):
        try:
            found.append(resolve(root, pointer.parent.name))
        except StoreError:
            continue
    return found


def resolve(root: Path, name: str) -> WarehouseRef:
    """The current build of the warehouse `name`. Raises StoreError when there is none."""
    home = Path(root) / name
    if home.parent != Path(root) or name.startswith("."):
        raise StoreError(f"There is no warehouse {name!r}.")
    try:
        file = (home / "current").read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreError(f"There is no warehouse {name!r}.") from error
    path = home / file
    if path.parent != home or not path.is_file():
        raise StoreError(f"The warehouse {name!r} has no readable build.")
    return WarehouseRef(name, path.stem, path)


def list_builds(root: Path, name: str) -> list[WarehouseRef]:
    """All published builds kept of one warehouse, the oldest first."""
    home = Path(root) / name
    return [WarehouseRef(name, path.stem, path) for path in sorted(home.glob("*.duckdb"))]
