"""How files of a shape were read last time, so that the next delivery needs no second answer: `<root>/.intake/shapes.json`.

The shape of a table is its column names in their order; values play no part in it.
"""

import json
import os
from pathlib import Path

import duckdb

from data.headless import names_of
from data.intake.parts import fingerprint_of

KEPT = 500  # shapes; the ones not seen for longest are forgotten
_FILE = "shapes.json"


def recall_shape(root: Path, columns: list[str]) -> dict:
    """{table, mapping} as last read for this shape; empty where it was never read."""
    if columns == names_of(len(columns)):  # named by position alone: another file of this width may hold anything
        return {}
    known = _read(root).get(fingerprint_of(columns), {})
    mapping = known.get("mapping", {})
    return known if isinstance(mapping, dict) and set(mapping.values()) <= set(columns) and known.get("table") else {}


def remember_shapes(root: Path, shapes: list[tuple[list[str], str, dict[str, str]]]) -> None:
    """Keep (columns, table, mapping) of each table read. A failed write loses nothing but the memory."""
    known = _read(root)
    for columns, table, mapping in shapes:
        key = fingerprint_of(columns)
        known.pop(key, None)
        known[key] = {"table": table, "mapping": mapping}
    folder = root / ".intake"
    fresh = folder / f".shapes-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(dict(list(known.items())[-KEPT:]), ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, folder / _FILE)
    except OSError:
        return


def shapes_of(path: Path) -> list[tuple[list[str], str, dict[str, str]]]:
    """(columns, table, mapping) of every table that went into the warehouse file at `path`."""
    with duckdb.connect(str(path), read_only=True) as con:
        rows = con.execute(
            "select file_number, table_name, source_column, field from column_map join source_file using (file_number)"
        ).fetchall()
    shapes: dict[tuple[int, str], tuple[list[str], dict[str, str]]] = {}
    for number, table, column, field in rows:
        columns, mapping = shapes.setdefault((number, table), ([], {}))
        columns.append(column)
        if field:
            mapping[field] = column
    return [(columns, table, mapping) for (_, table), (columns, mapping) in shapes.items()]


def _read(root: Path) -> dict[str, dict]:
    try:
        known = json.loads((root / ".intake" / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
