"""`build.py --inspect` and `--dry-run`: what files are, and what a build would take of them, without making anything."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from builder.joining import join_split
from builder.run import Order, read_files, stage_files
from data.contract import BASES, ContractError
from data.files import expand
from data.intake.confined import has_memory_limit, unpack
from data.intake.lack import NOBODY, lack_of
from data.intake.shapes import recall_shape
from data.marts import open_build
from data.staging import sql

SAMPLE_REJECTS = 5


def inspect_files(paths: list[Path], root: Path) -> dict:
    """{files: [{path, error, tables: [{name, format, encoding, delimiter, rows, columns, tables, remembered}]}], limited, lack}."""
    files: list[dict] = []
    with tempfile.TemporaryDirectory() as work:
        delivered, _ = join_split(list(unpack(expand(paths), Path(work), look=True, errors=True)), Path(work))
        for found in delivered:
            parts = []
            for part, look in zip(found.parts, found.looks, strict=True):
                columns = [column["name"] for column in look["columns"]]
                facts = {key: value for key, value in asdict(part).items() if key in _SHOWN}
                parts.append({**facts, **look, "remembered": recall_shape(root, columns)})
            files.append(
                {
                    "path": str(found.path),
                    "file": found.path.name,
                    "error": found.error,
                    "tables": parts,
                    "beside": [str(path) for path in found.beside],
                }
            )
    return {
        "files": files,
        "limited": has_memory_limit(),
        "lack": _lack([one for file in files for one in file["tables"]]),
    }


def _lack(looks: list[dict]) -> dict | None:
    """What the first table without days lacks (see lack_of), where no table is anything that a base can be followed by."""
    complete = {one["table"] for look in looks for one in look["tables"] if one["is_complete"]}
    if complete & BASES:
        return None
    lacks = [lack for lack in map(lack_of, looks) if lack]
    return next((lack for lack in lacks if lack["code"] != NOBODY), lacks[0] if lacks else None)


_SHOWN = ("is_hidden", "format", "encoding", "delimiter", "bytes", "sha256")


def dry_run(order: Order, prepare) -> dict:
    """Read and judge all rows as a build would, publish nothing: rows, money, reasons with samples, findings.

    prepare : as for `builder.run.run`
    Raises ContractError where a build would.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        order = prepare(work, order)
        con = open_build(work, memory_gib=order.memory_gib)
        try:
            files = read_files(con, order, work)
            staged = stage_files(con, files, kept=order.kept, allow_repeat=order.allow_repeat)
            told = {name: _rows(con, name) for name in ("dry_totals", "dry_reasons", "dry_days", "dry_rejects")}
            told["quality"] = con.sql(
                "select table_name, field, rule, action, rows, row_share from data_quality order by rows desc"
            ).fetchall()
            columns = con.sql(
                "select file, source_column, field, how from column_map join source_file using (file_number)"
            )
            told["columns"] = columns.fetchall()
        finally:
            con.close()
    return json.loads(
        json.dumps(
            {"accepted": staged.purchases, "rejected": staged.rejected, "disclosed": staged.disclosed, **told},
            default=str,
        )
    )


def _rows(con, name: str) -> list[dict]:
    relation = con.sql(sql("intake", name))
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def say_inspection(told: dict) -> None:
    """What was found, for a person at the command line."""
    for file in told["files"]:
        if file["error"]:
            print(file["error"])
        for table in file["tables"]:
            best = table["tables"][0] if table["tables"] else None
            written = " ".join(filter(None, (table["format"], table["encoding"], repr(table["delimiter"]))))
            print(f"{table['name']}: {table['rows']:,} rows, {len(table['columns'])} columns, {written}")
            if best is None or not best["is_complete"]:
                print("  is no table of the contract that could be recognised; name columns with --map")
                continue
            print(f"  read as {best['table']} ({best['confidence']:.0%})")
            for name, found in best["fields"].items():
                print(f"    {name} = {found['column']!r} ({found['how']}, {found['confidence']:.0%})")
    if not told["limited"]:
        print("This system sets no limit to a process's memory; only the time of reading is bound.", file=sys.stderr)


def say_dry_run(told: dict) -> None:
    """What a build would take, for a person at the command line."""
    for total in told["dry_totals"]:
        money = (
            ""
            if total["money_in"] is None
            else (f"; money {total['money_in']} = {total['money_accepted']} + {total['money_rejected']}")
        )
        print(
            f"{total['table_name']}: rows {total['rows_in']:,} = {total['rows_accepted']:,} accepted + "
            f"{total['rows_rejected']:,} turned away{money}"
        )
    for reason in told["dry_reasons"]:
        print(f"  {reason['rows']:,} × {reason['table_name']} {reason['reason'].replace('_', ' ')}")
    print("Nothing was published.")


def need_files(paths: list[Path]) -> None:
    """Raise ContractError when there is nothing to look at."""
    if not paths:
        raise ContractError("There is no file to look at.\nHint: python build.py --inspect FILE...")
