"""From delivered rows to typed ones: `parsed_*` tables in which each row that is turned away has its reason."""

from concurrent.futures import ThreadPoolExecutor

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, FunctionExpression

from data.contract import CONTRACT, CUSTOMER, DISCLOSURE, SIDE_TABLES, SUBSCRIBER, TRANSACTION, Field, Table
from data.delivered import Loaded
from data.reading_style import unite_styled
from data.sql_file import sql as sql  # also for those who build tables
from data.united import TYPED_AS

NOTHING = ConstantExpression(None)
_PARSED_AS = {"moment": "TIMESTAMP", "day": "DATE", "money": "DECIMAL(18,4)", "number": "DOUBLE", "flag": "BOOLEAN"}


def build_table(
    con: duckdb.DuckDBPyConnection, folder: str, name: str, *, scratch: bool = False, named: str = ""
) -> int:
    """Create a table from its SQL file, in the warehouse or in the scratch database; returns its rows.

    named : the table's name where it is not that of the file
    """
    target = ".".join(("scratch" if scratch else "warehouse", "main", named or name))
    # One statement, where a relation and its `create` would be planned twice. A table's name is no parameter; this one
    # and the query come from the project alone.
    statement = " ".join(("create table", target, "as", sql(folder, name)))
    return con.execute(statement).fetchall()[0][0]


def stage(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Read all delivered rows into `parsed_<table>`; each row has its reason where it is turned away."""
    _collect_broken(con, files)
    con.execute(
        "create table scratch.main.reading_style (table_name varchar, file_number integer, comma_decimal boolean, "
        "day_first boolean, part_days bigint, day_order_assumed boolean, signs varchar[])"
    )
    # The other tables beside the purchases, on two cores.
    with con.cursor() as own, ThreadPoolExecutor(1) as beside:
        own.execute("set search_path = 'scratch.main,warehouse.main'; set timezone = 'UTC'")
        sides = beside.submit(_stage_sides, own, files)
        _stage_transactions(con, [loaded for loaded in files if loaded.table is TRANSACTION])
        sides.result()
    disclosed = [loaded for loaded in files if loaded.table is DISCLOSURE]
    _unite(con, DISCLOSURE, disclosed)
    _create_parsed(con, DISCLOSURE, disclosed, con.sql(sql("staging", "parsed_disclosure")))


def _collect_broken(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """`broken_row`: the rows that do not fit their file's header."""
    con.execute(
        "create table scratch.main.broken_row (table_name varchar, file_number integer, row_number bigint, raw varchar)"
    )
    for loaded in files:
        if loaded.broken:
            con.table(loaded.broken_name).select(
                ConstantExpression(loaded.table.name),
                ConstantExpression(loaded.number),
                ColumnExpression("_row_number").cast("BIGINT"),
                ColumnExpression("raw"),
            ).insert_into("scratch.main.broken_row")


def _stage_transactions(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    _unite(con, TRANSACTION, files)
    _create_parsed(con, TRANSACTION, files, con.sql(sql("staging", "parsed_transaction")))


def _stage_sides(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    con.execute("create table scratch.main.unreadable_value (table_name varchar, field varchar, rows bigint)")
    for table in (CUSTOMER, CONTRACT, SUBSCRIBER, *SIDE_TABLES):
        mine = [loaded for loaded in files if loaded.table is table]
        if mine:
            _stage_side(con, table, mine)
        elif table in (CUSTOMER, CONTRACT):  # later steps join these two whether delivered or not
            con.sql("select 1 where false").select(*_empty_fields(table, _PARSED_AS)).create(
                f"scratch.main.parsed_{table.name}"
            )


def _stage_side(con: duckdb.DuckDBPyConnection, table: Table, files: list[Loaded]) -> None:
    written = _unite(con, table, files)
    given = {field for loaded in files for field in loaded.mapping}
    delivered = con.table(f"delivered_{table.name}").join(con.table("reading_style"), "file_number")
    parsed = delivered.select(*_parsed_fields(table, _timezone(con), given, written))
    if table in (CONTRACT, SUBSCRIBER):
        parsed = parsed.query("parsed", sql("staging", f"judged_{table.name}"))
    _create_parsed(con, table, files, parsed)
    lost = con.table(f"parsed_{table.name}").query("parsed", sql("staging", "unreadable_value"))
    lost.select(ConstantExpression(table.name), "field", "rows").insert_into("scratch.main.unreadable_value")


def _timezone(con: duckdb.DuckDBPyConnection) -> str:
    """The zone that was chosen; empty where none was."""
    return con.execute("select timezone from setting").fetchall()[0][0]


def _unite(con: duckdb.DuckDBPyConnection, table: Table, files: list[Loaded]) -> set[str]:
    """Create `delivered_<table>` and note how its files are written; returns the fields that have to be read from text."""
    if files:
        return unite_styled(con, table, files, zone=_timezone(con))
    empty = con.sql("select 1 where false").select(*_empty_fields(table, {}, typed=True))
    empty.create_view(f"delivered_{table.name}")
    return set()


def _empty_fields(table: Table, types: dict[str, str], *, typed: bool = False) -> list:
    fields = [NOTHING.cast("INTEGER").alias("file_number"), NOTHING.cast("BIGINT").alias("row_number")]
    for field in table.fields:
        fields.append(NOTHING.cast(types.get(field.kind, "VARCHAR")).alias(field.name))
        if typed and field.kind in TYPED_AS:
            fields.append(NOTHING.cast(TYPED_AS[field.kind]).alias(f"{field.name}_typed"))
    return fields + (
        [] if typed else [NOTHING.cast("VARCHAR").alias("reason"), NOTHING.cast("VARCHAR[]").alias("unreadable")]
    )


def _create_parsed(
    con: duckdb.DuckDBPyConnection, table: Table, files: list[Loaded], parsed: duckdb.DuckDBPyRelation
) -> None:
    """Create `parsed_<table>`: what was read and the files' broken rows, which have nothing but number and reason."""
    if any(loaded.broken for loaded in files):
        known = {"file_number": ColumnExpression("file_number"), "row_number": ColumnExpression("row_number")}
        known["reason"] = ConstantExpression("row_broken")
        types = zip(parsed.columns, map(str, parsed.types), strict=True)
        broken = con.table("broken_row").filter(ColumnExpression("table_name") == ConstantExpression(table.name))
        parsed = parsed.union(broken.select(*(known.get(name, NOTHING.cast(kind)).alias(name) for name, kind in types)))
    parsed.create(f"scratch.main.parsed_{table.name}")


def _parsed_fields(table: Table, timezone: str, given: set[str], written: set[str]) -> list:
    """Expressions: each field by its kind, the first `reason` to turn the row away, `unreadable` the fields lost.

    given : fields that some file has; written : those that some file has as text. The long way of reading text is
    planned for them alone: planning it costs more than reading a small table.
    """
    fields = [ColumnExpression("file_number"), ColumnExpression("row_number")]
    reasons: list[tuple] = []
    lost: list = []
    for field in table.fields:
        if field.name not in given and not field.required:
            fields.append(NOTHING.cast(_PARSED_AS.get(field.kind, "VARCHAR")).alias(field.name))
            continue
        text = FunctionExpression("text_or_null", ColumnExpression(field.name))
        is_typed = field.kind in TYPED_AS and field.name not in written
        parsed = _typed(field) if is_typed else _parsed(field, text, timezone)
        fields.append(parsed.alias(field.name))
        if field.required:
            reasons.append((text.isnull() & parsed.isnull(), f"{field.name.removesuffix('_id')}_missing"))
        if field.kind != "text":
            is_lost = text.isnotnull() & parsed.isnull()
            if field.required or field.decisive:
                reasons.append((is_lost, f"{field.name}_unreadable"))
            else:
                lost.append(CaseExpression(is_lost, ConstantExpression(field.name)))
    fields.append(_first(reasons).alias("reason"))
    fields.append(FunctionExpression("list_value", NOTHING.cast("VARCHAR"), *lost).alias("unreadable"))
    return fields


def _first(reasons: list[tuple]):
    if not reasons:
        return NOTHING.cast("VARCHAR")
    (condition, code), *others = reasons
    first = CaseExpression(condition, ConstantExpression(code))
    for condition, code in others:
        first = first.when(condition, ConstantExpression(code))
    return first


def _typed(field: Field):
    """A field that every file has typed: what does not fit its kind as a value does not fit it as text either."""
    typed = ColumnExpression(f"{field.name}_typed")
    return typed.cast("DATE") if field.kind == "day" else typed


def _parsed(field: Field, text, timezone: str):
    if field.kind in ("moment", "day"):
        read = FunctionExpression("parse_moment", text, ColumnExpression("day_first"), ConstantExpression(timezone))
        read = CaseExpression(
            ColumnExpression(f"{field.name}_typed").isnotnull(), ColumnExpression(f"{field.name}_typed")
        ).otherwise(read)
        return read.cast("DATE") if field.kind == "day" else read
    if field.kind in ("money", "number"):
        read = FunctionExpression(
            "parse_money" if field.kind == "money" else "parse_number", text, ColumnExpression("comma_decimal")
        )
        typed = ColumnExpression(f"{field.name}_typed")
        return CaseExpression(typed.isnotnull(), typed).otherwise(read)
    return FunctionExpression("parse_flag", text) if field.kind == "flag" else text
