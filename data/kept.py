"""What a build keeps of the rows it has read, so that the next delivery is added without reading the old files again.

`<root>/<name>/kept/<build id>/` holds the rows that this delivery brought, judged and typed, as Parquet; the list
`<root>/<name>/kept/<build id>.json` names the folders that make up the build of that id. It is written before the build
is published, so a build and what was kept for it never part, whenever a process is killed.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from data.contract import ContractError
from data.published import SCHEMA_VERSION, resolve
from data.staging import sql

KEPT, LIST = "kept", "kept.json"
PARSE_SETTINGS = ("margin_rate", "timezone", "day_order", "decimal_mark")  # what decides how a row is read
_NOTED = ("reading_style",)  # in the scratch database, beside the parsed tables
_NOTHING = duckdb.ConstantExpression(None)  # for a column that earlier deliveries were read without
_PUBLISHED = ("source_file", "column_map")


@dataclass(frozen=True)
class Kept:
    """Rows kept for one build. folders : oldest first; parse : the settings they were read under."""

    home: Path
    folders: tuple[str, ...]
    parse: dict[str, object]
    files: tuple[dict, ...]

    @property
    def next_number(self) -> int:
        """Number of the next file."""
        return 1 + max((one["file_number"] for one in self.files), default=0)

    @property
    def known(self) -> dict[tuple[str, str], str]:
        """{(table, fingerprint): file name} of all files delivered."""
        return {(one["table_name"], one["sha256"]): one["file"] for one in self.files}

    @property
    def batches(self) -> dict[str, str]:
        """{fingerprint: batch}."""
        return {one["sha256"]: one["batch"] for one in self.files}


def new_batch(batches: dict[str, str], day: date) -> str:
    """Name of a delivery: its day, and a number from the second of a day on, so that names sort as they came.

    batches : {fingerprint: batch} of the earlier deliveries
    """
    others = {batch for batch in batches.values() if batch.startswith(day.isoformat())}
    return f"{day} #{len(others) + 1:02d}" if others else f"{day}"


def find_kept(root: Path, name: str) -> Kept | None:
    """What is kept for the current build of `name`; None where it is not there, incomplete, or of another version."""
    home = root / name / KEPT
    try:
        build_id = resolve(root, name).path.stem
        told = json.loads((home / f"{build_id}.json").read_text(encoding="utf-8"))
        kept = Kept(home, tuple(told["folders"]), dict(told["parse"]), tuple(told["files"]))
        if told["schema_version"] != SCHEMA_VERSION or not all((home / one).is_dir() for one in kept.folders):
            return None
        return kept
    except (OSError, LookupError, ValueError, TypeError):
        return None


def parsed_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the tables of judged rows, by name."""
    found = con.execute(
        "select table_name from duckdb_tables() where database_name = 'scratch' and starts_with(table_name, 'parsed_') "
        "order by table_name"
    ).fetchall()
    return [name for (name,) in found]


def save_delivery(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the rows of this delivery to `folder`: call it when they are parsed, before older ones are added."""
    folder.mkdir(parents=True)
    for name in (*parsed_tables(con), *_NOTED):
        con.table(f"scratch.main.{name}").write_parquet(str(folder / f"{name}.parquet"), compression="zstd")


def save_rejects(con: duckdb.DuckDBPyConnection, folder: Path, kept: Kept | None) -> None:
    """Complete `folder`: turned-away rows as delivered, where all rows came from, and the list for this build."""
    first = duckdb.ConstantExpression(kept.next_number if kept else 1)
    for name in ("scratch.main.delivered_reject", *(f"warehouse.main.{one}" for one in _PUBLISHED)):
        fresh = con.table(name).filter(duckdb.ColumnExpression("file_number") >= first)
        fresh.write_parquet(str(folder / f"{name.rpartition('.')[2]}.parquet"), compression="zstd")
    parse = con.execute("select margin_rate, timezone, day_order, decimal_mark from setting").fetchall()[0]
    told = {
        "schema_version": SCHEMA_VERSION,
        "folders": list(kept.folders) if kept else [],
        "parse": dict(zip(PARSE_SETTINGS, parse, strict=True)),
        "files": con.execute(
            "select list({file_number: file_number, file: file, batch: batch, table_name: table_name, sha256: sha256}) "
            "from warehouse.main.source_file"
        ).fetchall()[0][0],
    }
    (folder / LIST).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def restore(con: duckdb.DuckDBPyConnection, kept: Kept | None) -> None:
    """Add the kept rows to those just parsed, as if all files had been read now; always creates `kept_reject`.

    Raises ContractError when the kept rows cannot be read.
    """
    con.execute("create table scratch.main.kept_reject (file_number integer, row_number bigint, raw varchar)")
    if kept is None:
        return
    try:
        for folder in kept.folders:
            _append(con, kept.home / folder / "delivered_reject.parquet", "scratch.main.kept_reject")
            for name in _PUBLISHED:
                _append(con, kept.home / folder / f"{name}.parquet", f"warehouse.main.{name}")
            for name in _NOTED:
                _append(con, kept.home / folder / f"{name}.parquet", f"scratch.main.{name}")
        names = {path.stem for folder in kept.folders for path in (kept.home / folder).glob("parsed_*.parquet")}
        for name in sorted(names):
            _add(con, name, [kept.home / folder / f"{name}.parquet" for folder in kept.folders])
    except duckdb.IOException as error:
        raise ContractError(
            "What was kept of the earlier deliveries cannot be read.\nHint: build again from all files with --again."
        ) from error
    _count_unreadable(con)


def _append(con, path: Path, table: str) -> None:
    columns = con.table(table).columns
    con.read_parquet(str(path)).select(*columns).insert_into(table)


def _add(con, name: str, paths: list[Path]) -> None:
    """Add the kept rows of one table to those just parsed; no table depends on the order in which rows lie."""
    parts = [con.read_parquet(str(path)) for path in paths if path.exists()]
    target = f"scratch.main.{name}"
    if name not in parsed_tables(con):
        parts.pop(0).create(target)
    columns = con.table(target).columns
    for part in parts:
        held = set(part.columns)
        cells = (duckdb.ColumnExpression(one) if one in held else _NOTHING.alias(one) for one in columns)
        part.select(*cells).insert_into(target)


def _count_unreadable(con) -> None:
    """`unreadable_value` anew over all rows."""
    con.execute("delete from scratch.main.unreadable_value")
    for name in parsed_tables(con):
        parsed = con.table(f"scratch.main.{name}")
        if "unreadable" in parsed.columns:
            lost = parsed.query("parsed", sql("staging", "unreadable_value"))
            table = duckdb.ConstantExpression(name.removeprefix("parsed_"))
            lost.select(table, "field", "rows").insert_into("scratch.main.unreadable_value")


def note_build(root: Path, name: str, build_id: str, folder: Path) -> None:
    """Move the kept rows beside the builds, then write the list of `build_id`; nothing where none were kept."""
    if not (folder / LIST).exists():
        return
    home = root / name / KEPT
    home.mkdir(parents=True, exist_ok=True)
    told = json.loads((folder / LIST).read_text(encoding="utf-8"))
    told["folders"].append(build_id)
    shutil.move(folder, home / build_id)
    (home / f"{build_id}.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def prune_kept(root: Path, name: str) -> None:
    """Remove what no build that is still there needs. Never raises: a file in use waits for the next build."""
    home = root / name / KEPT
    builds = {path.stem for path in (root / name).glob("*.duckdb")}
    needed: set[str] = set()
    for path in home.glob("*.json"):
        if path.stem in builds:
            try:
                needed |= set(json.loads(path.read_text(encoding="utf-8"))["folders"])
            except (OSError, ValueError, KeyError):
                continue
        else:
            path.unlink(missing_ok=True)
    for folder in home.iterdir() if home.is_dir() else ():
        if folder.is_dir() and folder.name not in needed:
            shutil.rmtree(folder, ignore_errors=True)
