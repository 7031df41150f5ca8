"""How the files of a table write days and money, decided on all their rows; unusual spellings are rewritten on the way in."""

import sys
from threading import Lock

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from data.contract import DISCLOSURE, TRANSACTION, Field, Table
from data.delivered import Loaded
from data.sql_file import sql
from data.united import unite

_ONE_AT_A_TIME = Lock()  # tables are read side by side, and share `odd_style` and `respelled`
_STYLE = ("file_number", "comma_decimal", "day_first", "part_days", "day_order_assumed", "signs")


def unite_styled(con: duckdb.DuckDBPyConnection, table: Table, files: list[Loaded], *, zone: str) -> set[str]:
    """Create `delivered_<table>` and add to `reading_style` how each of its files writes moments and money.

    zone : the zone that was chosen, empty for none
    Returns the fields that have to be read from text in some file.
    """
    texts = unite(con, table, files, timezone=zone or "UTC")
    styles = _styles(con, table, texts, files)
    heads = _order_heads(con, files, styles) if table is TRANSACTION else set()
    odd = {
        one["file_number"]: one | {"has_heads": one["file_number"] in heads}
        for one in styles
        if one["calendar"] or one["has_odd_money"] or one["file_number"] in heads
    }
    if odd and table is not DISCLOSURE:  # whose periods are quarters and years
        with _ONE_AT_A_TIME:
            _respell(con, table, texts, list(odd.values()), zone)
        unite(con, table, files, timezone=zone or "UTC", odd=odd)
        first = {one["file_number"]: one for one in styles}
        styles = _styles(con, table, texts, files)
        for one in styles:  # a sign that was taken off may have said it: Rp 1.250 has no cents
            told = first[one["file_number"]]
            one |= {"comma_decimal": told["comma_decimal"] or one["comma_decimal"], "signs": told["signs"]}
    if not styles:  # no row of any file fits its header
        return texts
    con.executemany(
        "insert into scratch.main.reading_style values (?, ?, ?, ?, ?, ?, ?)",
        [[table.name, *(one[name] for name in _STYLE)] for one in styles],
    )
    if any(one["day_order_assumed"] for one in styles):
        _settle_day_order(
            con, table, next(field.name for field in table.fields if field.name in texts and _is_day(field))
        )
    return texts


def _styles(con: duckdb.DuckDBPyConnection, table: Table, texts: set[str], files: list[Loaded]) -> list[dict]:
    """How each file of the table writes moments and money: rows of reading_style.sql."""
    if not any(field.name in texts for field in table.fields if _is_day(field) or field.kind == "money"):
        return _typed_styles(con, files)
    style = _written(con, table, texts).query("written", sql("staging", "reading_style"))
    styles = [dict(zip(style.columns, row, strict=True)) for row in style.fetchall()]
    calendars: dict[int, str] = {}
    if any(one["has_odd_days"] for one in styles):
        calendars = dict(_written(con, table, texts).query("written", sql("staging", "calendar")).fetchall())
    return [one | {"calendar": calendars.get(one["file_number"], "")} for one in styles]


def _typed_styles(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> list[dict]:
    """Those of files whose days and money are typed: what was chosen, and no text to judge by."""
    order, mark = con.execute("select day_order, decimal_mark from setting").fetchall()[0]
    plain: dict = dict.fromkeys(("day_order_assumed", "has_odd_money", "has_odd_days"), False)
    plain |= {"part_days": 0, "signs": [], "gaps": 0, "calendar": ""}
    plain |= {"comma_decimal": mark == "comma", "day_first": order in ("", "day")}
    return [plain | {"file_number": loaded.number} for loaded in files]


def _written(con: duckdb.DuckDBPyConnection, table: Table, texts: set[str]) -> duckdb.DuckDBPyRelation:
    """All days and all money of the table as texts: file_number, moment_text, money_text."""
    moments = [field.name for field in table.fields if _is_day(field) and field.name in texts]
    money = [field.name for field in table.fields if field.kind == "money" and field.name in texts]
    return con.table(f"delivered_{table.name}").select(
        "file_number", _each(moments, "moment_text"), _each(money, "money_text")
    )


def _order_heads(con, files: list[Loaded], styles: list[dict]) -> set[int]:
    """Numbers of the files of which lines take customer and day from the line that heads their order; creates `order_head`.

    Each line has its own money, quantity and price, or the first has that of the whole order and the others bring none.
    """
    gaps = {one["file_number"] for one in styles if one["gaps"]}
    fields = {loaded.number: set(loaded.mapping) for loaded in files if loaded.delivered.format != "parquet"}
    wanted = {one for one in gaps & set(fields) if "order_id" in fields[one]}
    if not wanted:
        return set()
    con.sql(sql("staging", "order_head")).create("scratch.main.order_head")
    con.execute(sql("staging", "from_head"))
    found = con.execute("select file_number, sum(rows) from order_head group by file_number").fetchall()
    names = {loaded.number: loaded.delivered.name for loaded in files}
    for number, rows in found:
        if number in wanted:
            words = "lines take" if rows > 1 else "line takes"
            print(
                f"      {names[number]}: {rows:,} {words} customer and date from the first line of the order",
                file=sys.stderr,
                flush=True,
            )
    return {number for number, _rows in found} & wanted


def _respell(con, table: Table, texts: set[str], styles: list[dict], zone: str) -> None:
    """Create `respelled` for the files of these styles, and the macro that looks up in it."""
    con.execute(
        "create or replace table scratch.main.odd_style (file_number integer, calendar varchar, comma_decimal boolean, "
        "has_odd_money boolean, zone varchar)"
    )
    con.executemany(
        "insert into scratch.main.odd_style values (?, ?, ?, ?, ?)",
        [[one["file_number"], one["calendar"], one["comma_decimal"], one["has_odd_money"], zone] for one in styles],
    )
    con.execute("create table if not exists scratch.main.respelled (file_number integer, text varchar, told varchar)")
    _written(con, table, texts).query("written", sql("staging", "respelled")).insert_into("scratch.main.respelled")
    con.execute(sql("staging", "respell"))


def _is_day(field: Field) -> bool:
    return field.kind in ("moment", "day")


def _settle_day_order(con: duckdb.DuckDBPyConnection, table: Table, moment: str) -> None:
    """Where no day of a file is above 12, let the order of its rows say whether day or month comes first."""
    text = FunctionExpression("text_or_null", ColumnExpression(moment)).alias("moment_text")
    written = con.table(f"delivered_{table.name}").select("file_number", "row_number", text)
    for file_number, day_first in written.query("written", sql("staging", "day_order")).fetchall():
        con.execute(
            "update scratch.main.reading_style set day_first = $first, day_order_assumed = false "
            "where table_name = $table and file_number = $file",
            {"first": day_first, "table": table.name, "file": file_number},
        )


def _each(fields: list[str], name: str):
    """The texts of these fields under one another."""
    texts = [FunctionExpression("text_or_null", ColumnExpression(field)) for field in fields]
    if len(texts) < 2:
        return (texts[0] if texts else ConstantExpression(None).cast("VARCHAR")).alias(name)
    return FunctionExpression("unnest", FunctionExpression("list_value", *texts)).alias(name)
