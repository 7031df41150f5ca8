"""Load delivered files into DuckDB as they are: every column text (Parquet keeps its types), every row numbered."""

import glob
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from data.careful import set_apart
from data.contract import ContractError, Table
from data.files import Delivered
from data.recognition import check_complete, recognise
from data.text_blocks import filled_lines
from data.text_file import MAX_COLUMNS, too_many_columns
from data.text_layout import unique

ROW = "_row_number"
MAX_LINE_BYTES = 16_000_000


@dataclass(frozen=True)
class Loaded:
    """One file in the scratch database. `relation_name` holds its rows, `mapping` says {field: column}.

    row_column : column of the relation with the row's number, `rowid` (from 0) where the fast reader numbered them
    ids_in_floats : True when all customer ids are written like 17850.0, as programs do that take them for numbers
    broken, broken_name : how many rows do not fit the header, and the relation that holds them
    """

    number: int
    delivered: Delivered
    table: Table
    relation_name: str
    row_column: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    given: frozenset[str]
    ids_in_floats: bool
    rows: int
    broken: int
    broken_name: str

    @property
    def row_number(self):
        """The row's number within the file, the first is 1, as an expression on the relation."""
        column = ColumnExpression(self.row_column)
        return (column if self.row_column == ROW else column + 1).cast("BIGINT")


def load(
    con: duckdb.DuckDBPyConnection,
    delivered: Delivered,
    table: Table,
    given: dict[str, str],
    *,
    number: int,
    work: Path,
    is_exact: bool = False,
) -> Loaded:
    """Read one file into the scratch database and map its columns to the fields of `table`.

    is_exact : use the columns of `given` and no others; otherwise names decide about the rest
    Raises ContractError when the file cannot be read, has no rows, or lacks a required column.
    """
    is_parquet = delivered.format == "parquet"
    columns = load_parquet(con, delivered, f"raw_{number}") if is_parquet else list(delivered.columns)
    mapping = dict(given) if is_exact else recognise(table, columns, given)
    check_complete(table, mapping, columns, file=delivered.name)
    name, row_column, broken = f"raw_{number}", ROW, 0
    if not is_parquet:
        name, row_column, broken = load_csv(con, delivered, number, work)
    try:
        rows = con.table(name).aggregate("count(*)").fetchall()[0][0] + broken
        ids_in_floats = _ids_in_floats(con, name, mapping.get("customer_id"))
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        if delivered.format == "parquet":
            raise damaged_parquet(delivered.name) from error
        raise
    if rows == 0:
        raise ContractError(f"{delivered.name} has a header but no rows.\nHint: check the export's date range.")
    return Loaded(
        number=number,
        delivered=delivered,
        table=table,
        relation_name=name,
        row_column=row_column,
        columns=tuple(columns),
        mapping=mapping,
        given=frozenset(given),
        ids_in_floats=ids_in_floats,
        rows=rows,
        broken=broken,
        broken_name=f"broken_{number}",
    )


def _ids_in_floats(con: duckdb.DuckDBPyConnection, name: str, column: str | None) -> bool:
    if column is None:
        return False
    delivered = ColumnExpression(column).cast("VARCHAR")
    others = con.table(name).filter(FunctionExpression("is_no_float_id", delivered))
    return not others.select(ConstantExpression(1)).limit(1).fetchall()


def load_parquet(con: duckdb.DuckDBPyConnection, delivered: Delivered, name: str) -> list[str]:
    """Create the view `name` over a Parquet file, its rows numbered; returns its columns. Raises ContractError."""
    path = glob.escape(str(delivered.path))
    try:
        columns = con.read_parquet(path).columns
        if list(unique(columns)) != columns:
            raise ContractError(
                f"{delivered.name} has columns with empty, repeated or reserved names.\n"
                "Hint: give each column a name of its own."
            )
        if len(columns) > MAX_COLUMNS:
            raise too_many_columns(delivered.name, len(columns))
        relation = con.read_parquet(path, file_row_number=True, binary_as_string=True)
        relation.project("file_row_number + 1 as _row_number, * exclude (file_row_number)").create_view(name)
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise damaged_parquet(delivered.name) from error
    return columns


def damaged_parquet(name: str) -> ContractError:
    """The error for a Parquet file that cannot be read to its end."""
    return ContractError(f"{name} is not a readable Parquet file.\nHint: export or copy it again.")


def refuse_damaged(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Read every Parquet file to its end; raises ContractError for the first that cannot be."""
    for loaded in files:
        if loaded.delivered.format == "parquet":
            cells = FunctionExpression("hash", *(ColumnExpression(column) for column in loaded.columns))
            try:
                con.table(loaded.relation_name).select(cells.alias("cells")).aggregate("bit_xor(cells)").fetchall()
            except duckdb.Error as error:
                raise damaged_parquet(loaded.delivered.name) from error


def load_csv(con: duckdb.DuckDBPyConnection, delivered: Delivered, number: int, work: Path) -> tuple[str, str, int]:
    """Relation, its column with the row's number, and how many rows are broken.

    DuckDB reads a well-formed file. Where it stops, or finds fewer rows than the file has lines (fields that span
    lines, or a quote left open that swallows rows), Python reads line by line and sets the broken rows apart.
    """
    if delivered.is_regular:
        try:
            _read_csv(con, delivered.path, delivered.delimiter, delivered.columns).create(f"raw_{number}")
            rows = con.table(f"raw_{number}").aggregate("count(*)").fetchall()[0][0]
            if rows == delivered.lines or rows == filled_lines(delivered.path) - delivered.header_lines:
                return f"raw_{number}", "rowid", 0
        except duckdb.InvalidInputException:
            pass
    fitting, broken = work / f"fitting_{number}.csv", work / f"broken_{number}.csv"
    count = set_apart(delivered.path, delivered.delimiter, delivered.columns, ROW, fitting, broken)
    _read_csv(con, fitting, ",", (*delivered.columns, ROW)).create(f"fitting_{number}")
    _read_csv(con, broken, ",", (ROW, "raw")).create(f"broken_{number}")
    return f"fitting_{number}", ROW, count


def _read_csv(con: duckdb.DuckDBPyConnection, path: Path, delimiter: str, columns: tuple[str, ...]):
    return con.read_csv(
        glob.escape(str(path)),
        header=True,
        auto_detect=False,
        delimiter=delimiter,
        quotechar='"',
        escapechar='"',
        columns=dict.fromkeys(columns, "VARCHAR"),
        max_line_size=MAX_LINE_BYTES,
    )
