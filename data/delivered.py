"""Load delivered files into DuckDB as they are: every column text (Parquet keeps its types), every row numbered.

For each contract table a view `delivered_<table>` unites its files under the contract's field names.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from data.contract import ContractError, Table, check_complete, recognise
from data.files import Delivered

ROW = "_row_number"
_FLOATS = ("DOUBLE", "FLOAT")
_MOMENTS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")


@dataclass(frozen=True)
class Loaded:
    """One file in the scratch database. `relation_name` holds its rows, `mapping` says {field: column}."""

    number: int
    delivered: Delivered
    table: Table
    relation_name: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    given: frozenset[str]
    rows: int
    broken: list[tuple[int, str]]


def load(
    con: duckdb.DuckDBPyConnection, delivered: Delivered, table: Table, given: dict[str, str], *, number: int, work: Path
) -> Loaded:
    """Read one file into the scratch database and map its columns to the fields of `table`.

    Raises ContractError when the file cannot be read, has no rows, or lacks a required column.
    """
    name = f"raw_{number}"
    broken: list[tuple[int, str]] = []
    if delivered.format == "parquet":
        columns = _load_parquet(con, delivered, name)
    else:
        columns = list(delivered.columns)
        check_complete(table, recognise(table, columns, given), columns, file=delivered.name)
        broken = _load_csv(con, delivered, name, work)
    mapping = recognise(table, columns, given)
    check_complete(table, mapping, columns, file=delivered.name)
    rows = con.table(name).aggregate("count(*)").fetchall()[0][0] + len(broken)
    if rows == 0:
        raise ContractError(f"{delivered.name} has a header but no rows.\nHint: check the export's date range.")
    return Loaded(number, delivered, table, name, tuple(columns), mapping, frozenset(given), rows, broken)


def _load_parquet(con: duckdb.DuckDBPyConnection, delivered: Delivered, name: str) -> list[str]:
    try:
        relation = con.read_parquet(str(delivered.path), file_row_number=True)
        columns = [column for column in relation.columns if column != "file_row_number"]
        relation.project("file_row_number + 1 as _row_number, * exclude (file_row_number)").create_view(name)
    except duckdb.Error as error:
        raise ContractError(
            f"{delivered.name} is not a readable Parquet file.\nHint: export or copy it again."
        ) from error
    return columns


def _load_csv(con: duckdb.DuckDBPyConnection, delivered: Delivered, name: str, work: Path) -> list[tuple[int, str]]:
    """Fast path: DuckDB reads a well-formed file. Else Python's reader sorts the broken rows out, with their numbers."""
    try:
        _read_csv(con, delivered.path, delivered.delimiter, delivered.columns).create(name)
        return []
    except duckdb.Error:
        clean = work / f"{name}.clean.csv"
        broken = _sort_out(delivered, clean)
        relation = _read_csv(con, clean, ",", (*delivered.columns, ROW))
        relation.project("* replace (cast(_row_number as bigint) as _row_number)").create(name)
        return broken


def _read_csv(con: duckdb.DuckDBPyConnection, path: Path, delimiter: str, columns: tuple[str, ...]):
    relation = con.read_csv(
        str(path),
        header=True,
        auto_detect=False,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
        columns=dict.fromkeys(columns, "VARCHAR"),
        max_line_size=16_000_000,
    )
    return relation if ROW in columns else relation.project("row_number() over () as _row_number, *")


def _sort_out(delivered: Delivered, clean: Path) -> list[tuple[int, str]]:
    """Write the rows that fit the header to `clean`, return the others as (row number, row as JSON-ready text)."""
    width = len(delivered.columns)
    broken: list[tuple[int, str]] = []
    with (
        delivered.path.open(encoding="utf-8", newline="") as source,
        clean.open("w", encoding="utf-8", newline="") as target,
    ):
        reader = csv.reader((line.replace("\x00", "") for line in source), delimiter=delivered.delimiter)
        writer = csv.writer(target)
        next(reader, None)
        writer.writerow([*delivered.columns, ROW])
        number = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return broken
            except csv.Error:
                number += 1
                broken.append((number, ""))
                continue
            if not row:
                continue
            number += 1
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                broken.append((number, delivered.delimiter.join(row)[:2000]))
            else:
                writer.writerow([*row[:width], *[""] * (width - len(row)), number])


def unite(con: duckdb.DuckDBPyConnection, table: Table, files: list[Loaded]) -> None:
    """Create the view `delivered_<table>` over all files of one table, under the contract's field names.

    Each field comes as text; moments and floats that a Parquet file holds typed come in `<field>_typed` instead.
    """
    united = None
    for loaded in files:
        relation = con.table(loaded.relation_name)
        types = {column: str(kind) for column, kind in zip(relation.columns, relation.types, strict=True)}
        projected = [
            ConstantExpression(loaded.number).cast("INTEGER").alias("file_number"),
            ColumnExpression(ROW).cast("BIGINT").alias("row_number"),
        ]
        for field in table.fields:
            projected.extend(_field_expressions(field.name, field.kind, loaded.mapping.get(field.name), types))
        part = relation.select(*projected)
        united = part if united is None else united.union(part)
    if united is not None:
        united.create_view(f"delivered_{table.name}")


def _field_expressions(field: str, kind: str, column: str | None, types: dict[str, str]) -> list:
    typed_as = {"moment": "TIMESTAMP", "day": "TIMESTAMP", "money": "DOUBLE", "number": "DOUBLE"}.get(kind)
    text = ConstantExpression(None).cast("VARCHAR")
    typed = ConstantExpression(None).cast(typed_as) if typed_as else None
    if column is not None:
        source = types[column]
        if typed_as == "TIMESTAMP" and source in _MOMENTS:
            typed = ColumnExpression(column).cast("TIMESTAMP")
        elif typed_as == "DOUBLE" and source in _FLOATS:
            typed = ColumnExpression(column).cast("DOUBLE")
        else:
            text = ColumnExpression(column).cast("VARCHAR")
    expressions = [text.alias(field)]
    if typed is not None:
        expressions.append(typed.alias(f"{field}_typed"))
    return expressions
