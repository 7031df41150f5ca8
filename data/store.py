"""Read published warehouses: read-only, hardened, one cursor a call, names checked against `marts.toml`."""

import os
import re
import threading
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
from duckdb import ColumnExpression, ConstantExpression

from data.published import SCHEMA_VERSION, StoreError, WarehouseRef, list_builds, list_warehouses, resolve

__all__ = [
    "SCHEMA_VERSION",
    "StoreError",
    "WarehouseRef",
    "list_builds",
    "list_warehouses",
    "marts",
    "query",
    "read_table",
    "resolve",
    "table_columns",
]

HERE = Path(__file__).parent
OPEN_AT_MOST = 6
_PERIOD_COLUMNS = ("period_start", "month", "week_end", "snapshot_on")
_QUERY_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_HARDENED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": "4GiB",
}
_open: dict[str, duckdb.DuckDBPyConnection] = {}
_lock = threading.Lock()


@cache
def marts() -> dict[str, dict]:
    """`marts.toml`: {table: {grain, columns: {column: {unit, meaning}}}}."""
    return tomllib.loads((HERE / "marts.toml").read_text(encoding="utf-8"))


def _cursor(path: Path | str) -> duckdb.DuckDBPyConnection:
    """A fresh cursor on the file; connections are shared, cursors never (two threads on one return wrong rows)."""
    key = os.fspath(path)
    with _lock:
        con = _open.pop(key, None)
        if con is None:
            con = _connect(key)
        _open[key] = con  # most recently used last
        while len(_open) > OPEN_AT_MOST:
            _open.pop(next(iter(_open)))  # closed when the last cursor on it is gone
        return con.cursor()


def _connect(path: str) -> duckdb.DuckDBPyConnection:
    if not Path(path).is_file():
        raise StoreError("This build of the warehouse is gone; a newer one has taken its place.")
    try:
        con = duckdb.connect(path, read_only=True, config=_HARDENED)
    except duckdb.IOException as error:
        raise StoreError("This build of the warehouse is damaged and cannot be read.") from error
    con.execute("set enable_external_access = false").fetchall()
    con.execute("set lock_configuration = true").fetchall()
    return con


def table_columns(path: Path | str, table: str) -> list[str]:
    """Columns of a published table in this file. Raises StoreError for a table that marts.toml does not name."""
    if table not in marts():
        raise StoreError(f"There is no table {table!r}; marts.toml names {', '.join(marts())}.")
    cursor = _cursor(path)
    try:
        return list(cursor.table(table).columns)
    except duckdb.CatalogException as error:
        raise StoreError(f"This build has no table {table!r}.") from error
    finally:
        cursor.close()


def read_table(
    path: Path | str,
    table: str,
    filters: dict[str, object],
    columns: tuple[str, ...] | None = None,
    order_by: tuple[str, ...] | None = None,
    limit: int | None = None,
    offset: int | None = None,
) -> pd.DataFrame:
    """Rows of one published table.

    filters : {column: value or list of values}; None does not filter, an empty list matches nothing. Columns that the
        table lacks are ignored. `period_from` and `period_to` bound the table's period column, both included.
    order_by : column names, with a leading "-" for descending.
    Raises StoreError for an unknown table or column.
    """
    known = table_columns(path, table)
    wanted = list(columns or known)
    for column in [*wanted, *(name.lstrip("-") for name in order_by or ())]:
        if column not in known:
            raise StoreError(f"The table {table!r} has no column {column!r}; it has {', '.join(known)}.")
    cursor = _cursor(path)
    try:
        relation = cursor.table(table)
        for condition in _conditions(filters, known):
            relation = relation.filter(condition)
        if order_by:
            relation = relation.sort(*(_order(name) for name in order_by))
        if limit is not None or offset:
            relation = relation.limit(limit if limit is not None else 2**62, offset or 0)
        return relation.select(*(ColumnExpression(column) for column in wanted)).df()
    finally:
        cursor.close()


def _order(name: str):
    column = ColumnExpression(name.lstrip("-"))
    return column.desc() if name.startswith("-") else column.asc()


def _conditions(filters: dict[str, object], known: list[str]) -> list:
    conditions = []
    period = next((column for column in _PERIOD_COLUMNS if column in known), None)
    for name, value in filters.items():
        if value is None:
            continue
        if name in ("period_from", "period_to"):
            if period is not None and isinstance(value, date):
                edge = ConstantExpression(value)
                column = ColumnExpression(period)
                conditions.append(column >= edge if name == "period_from" else column <= edge)
        elif name in known:
            conditions.append(_equal(name, value))
    return conditions


def _equal(name: str, value: object):
    column = ColumnExpression(name)
    if not isinstance(value, (list, tuple)):
        return column == ConstantExpression(value)
    if not value:
        return ConstantExpression(False)
    return column.isin(*(ConstantExpression(item) for item in value))


def query(path: Path | str, query_name: str, params: dict[str, object]) -> pd.DataFrame:
    """Result of `data/sql/queries/<query_name>.sql` with its `$parameters`; parameters it does not use are left out.

    Raises StoreError for a query that does not exist, and where the build was made before a table it reads.
    """
    if not _QUERY_NAME.fullmatch(query_name):
        raise StoreError(f"There is no query {query_name!r}.")
    text = _query_text(query_name)
    used = {name: value for name, value in params.items() if re.search(rf"\${name}\b", text)}
    cursor = _cursor(path)
    try:
        return cursor.execute(text, used).df()
    except duckdb.CatalogException as error:
        raise StoreError(f"This build has no table for {query_name!r}: build the warehouse again.") from error
    finally:
        cursor.close()


@cache
def _query_text(query_name: str) -> str:
    try:
        return (HERE / "sql" / "queries" / f"{query_name}.sql").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise StoreError(f"There is no query {query_name!r}.") from error
