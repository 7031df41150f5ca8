"""Two delivered tables joined into one: orders with customer and date, and their lines with the money."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from data.delivered import load_csv, load_parquet
from data.files import Delivered, shown
from data.recognition import normalised
from data.staging import sql
from data.text_layout import unique

MEMORY = "2GiB"


@dataclass(frozen=True)
class Fit:
    """How orders and lines fit by a key, in rows; see join_fit.sql."""

    order_rows: int
    order_keys: int
    line_rows: int
    lines_found: int
    orders_without_line: int

    @property
    def is_good(self) -> bool:
        """Each order has a key of its own, so that no line counts twice, and most lines find theirs."""
        return 0 < self.order_keys == self.order_rows and 2 * self.lines_found > self.line_rows


@dataclass(frozen=True)
class Half:
    """One of the two tables. `key`: its column with the order's number; `stem`: the file's name without its ending."""

    delivered: Delivered
    key: str

    @property
    def stem(self) -> str:
        """The name for columns that both tables have."""
        return Path(self.delivered.name).stem


def fit_of(orders: Half, lines: Half, work: Path) -> Fit:
    """How well the two fit. Raises ContractError where one cannot be read."""
    with _opened(orders, lines, work) as con:
        for side, half in (("order", orders), ("line", lines)):
            con.table(f"{side}_rows").select(ColumnExpression(half.key).cast("VARCHAR").alias("join_key")).create_view(
                f"{side}_keys"
            )
        return Fit(*con.execute(sql("intake", "join_fit")).fetchall()[0])


def join(orders: Half, lines: Half, work: Path, *, without: tuple[str, ...] = ()) -> Delivered:
    """The two as one Parquet file in `work`, a row for each line, each order without line and each line without order.

    without : columns of the orders that hold for the whole order and would be repeated on each line, such as its total
    A column that both have keeps its name on the side of the orders.
    """
    with _opened(orders, lines, work) as con:
        kept = [column for column in con.table("order_rows").columns if column not in without]
        taken = {normalised(column) for column in kept}
        others = [column for column in con.table("line_rows").columns if column != lines.key]
        _side(con, "order", orders.key, {column: column for column in kept})
        _side(
            con,
            "line",
            lines.key,
            {column: f"{lines.stem} {column}" if normalised(column) in taken else column for column in others},
        )
        joined = con.sql(sql("intake", "joined"))
        path = work / f"joined-{orders.delivered.sha256[:8]}-{lines.delivered.sha256[:8]}.parquet"
        columns = unique(joined.columns)
        joined.select(
            *(ColumnExpression(column).alias(name) for column, name in zip(joined.columns, columns, strict=True))
        ).write_parquet(str(path))
    both = f"{orders.delivered.sha256}{lines.delivered.sha256}".encode()
    return Delivered(
        name=shown(f"{orders.delivered.name} + {lines.delivered.name}"),
        path=path,
        format="parquet",
        encoding=orders.delivered.encoding,
        delimiter="",
        columns=(),
        header_lines=0,
        lines=0,
        is_regular=True,
        bytes=orders.delivered.bytes + lines.delivered.bytes,
        sha256=hashlib.sha256(both).hexdigest(),
    )


@contextmanager
def _opened(orders: Half, lines: Half, work: Path):
    """A database with `order_rows` and `line_rows`, the rows that do not fit their header among them."""
    config = {"memory_limit": MEMORY, "temp_directory": str(work / "joining")}
    with duckdb.connect(config=config) as con:
        for number, (side, half) in enumerate((("order", orders), ("line", lines)), start=1):
            _open(con, side, half, number, work)
        yield con


def _open(con, side: str, half: Half, number: int, work: Path) -> None:
    name, broken, columns = f"raw_{number}", 0, list(half.delivered.columns)
    if half.delivered.format == "parquet":
        columns = load_parquet(con, half.delivered, name)
    else:
        name, _, broken = load_csv(con, half.delivered, number, work)
    rows = con.table(name).select(*(ColumnExpression(column) for column in columns))
    if broken:  # as they are written, in a column other than the key: they are turned away, but not lost
        raw = next(column for column in columns if column != half.key)
        written = {raw: ColumnExpression("raw"), half.key: ConstantExpression("")}
        nothing = ConstantExpression(None).cast("VARCHAR")
        rows = rows.union(
            con.table(f"broken_{number}").select(*(written.get(column, nothing).alias(column) for column in columns))
        )
    rows.create_view(f"{side}_rows")


def _side(con, side: str, key: str, names: dict[str, str]) -> None:
    """`<side>_side`: the columns under their new names, the key as text and the row's number."""
    columns = [ColumnExpression(column).alias(name) for column, name in names.items()]
    con.table(f"{side}_rows").select(
        *columns,
        ColumnExpression(key).cast("VARCHAR").alias("join_key"),
        duckdb.SQLExpression("row_number() over ()").alias(f"{side}_number"),
    ).create_view(f"{side}_side")
