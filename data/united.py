"""The files of one table under the contract's field names: a view `delivered_<table>` over all of them."""

import re

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, FunctionExpression

from data.contract import Table
from data.delivered import Loaded

_MOMENTS = re.compile(r"DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?")
_NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(\d+,\d+\)")
_OF_HEADS = ("customer_id", "ordered_at")
_ALWAYS_FITS = re.compile(r"U?(TINY|SMALL)INT|U?INTEGER|DECIMAL\(([1-9]|1[0-8]),[0-4]\)")  # into DECIMAL(18, 4), nearly


def unite(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    files: list[Loaded],
    *,
    timezone: str,
    odd: dict[int, dict] | None = None,
) -> set[str]:
    """Create the view `delivered_<table>` over all files of one table, under the contract's field names.

    Each field comes as text. What a Parquet file holds typed comes in `<field>_typed` (moments as local TIMESTAMP,
    money as DECIMAL(18, 4), numbers as DOUBLE), and as text only where it does not fit. Returns the fields that have
    to be read from text in some file.

    odd : {file number: its row of reading_style.sql} of files whose days or money `respelled` has in other words
    """
    written: set[str] = set()
    parts = [
        _under_field_names(con, table, loaded, written, timezone, (odd or {}).get(loaded.number, {}))
        for loaded in files
    ]
    while len(parts) > 1:  # in pairs, and pairs of pairs: each union is bound anew with all that is under it
        pairs = [parts[position : position + 2] for position in range(0, len(parts), 2)]
        parts = [pair[0].union(pair[1]) if len(pair) == 2 else pair[0] for pair in pairs]
    parts[0].create_view(f"delivered_{table.name}", replace=True)
    return written


def _under_field_names(con, table: Table, loaded: Loaded, written: set[str], timezone: str, odd: dict):
    relation = con.table(loaded.relation_name)
    types = {column: str(kind) for column, kind in zip(relation.columns, relation.types, strict=True)}
    projected = [
        ConstantExpression(loaded.number).cast("INTEGER").alias("file_number"),
        loaded.row_number.alias("row_number"),
    ]
    for field in table.fields:
        column = loaded.mapping.get(field.name)
        source = types.get(column or "", "")
        if field.name == "customer_id" and loaded.ids_in_floats:
            projected.append(FunctionExpression("plain_id", ColumnExpression(column).cast("VARCHAR")).alias(field.name))
            continue
        text, *typed = _field_expressions(field.name, field.kind, column, source, timezone)
        if odd.get("has_heads") and (field.name in _OF_HEADS or (field.name == "amount" and column is not None)):
            text = _headed(loaded, field.name, text).alias(field.name)
        if odd.get("has_heads") and field.name == "unit_price" and {"unit_price", "amount"} <= set(loaded.mapping):
            text = _price_alone(loaded, text).alias(field.name)
        if odd and column is not None and not _is_typed(field.kind, source) and _is_odd(field.kind, odd):
            bare = FunctionExpression("text_or_null", text)
            text = FunctionExpression("respell", ConstantExpression(loaded.number), bare).alias(field.name)
        projected += [text, *typed]
        if column is not None and not _is_typed(field.kind, source):
            written.add(field.name)
    return relation.select(*projected)


def _headed(loaded: Loaded, field: str, text):
    """The field of a row, or what the line says that heads the row's order; an amount only where the row lacks its head's."""
    lacks = FunctionExpression("text_or_null", text).isnull()
    if field not in _OF_HEADS:
        columns = [ColumnExpression(loaded.mapping[name]) for name in _OF_HEADS]
        first, second = (FunctionExpression("text_or_null", column.cast("VARCHAR")).isnull() for column in columns)
        lacks &= first | second
    return CaseExpression(lacks, _of_head(loaded, field)).otherwise(text)


def _of_head(loaded: Loaded, field: str):
    order = FunctionExpression("text_or_null", ColumnExpression(loaded.mapping["order_id"]).cast("VARCHAR"))
    return FunctionExpression("from_head", ConstantExpression(loaded.number), order, ConstantExpression(field))


def _price_alone(loaded: Loaded, text):
    """The price of a row without an amount of its own or of its order: beside a whole order's total it says nothing."""
    amount = FunctionExpression("text_or_null", ColumnExpression(loaded.mapping["amount"]).cast("VARCHAR"))
    has_amount = amount.isnotnull() | _of_head(loaded, "amount").isnotnull()
    return CaseExpression(has_amount, ConstantExpression(None).cast("VARCHAR")).otherwise(text)


def _is_odd(kind: str, style: dict) -> bool:
    """True for a field of a kind that the file writes in unusual spellings."""
    return bool(style["calendar"]) if kind in ("moment", "day") else kind == "money" and style["has_odd_money"]


_READERS = {"moment": "moment_of", "day": "moment_of", "money": "money_of", "number": "number_of"}
TYPED_AS = {"moment": "TIMESTAMP", "day": "TIMESTAMP", "money": "DECIMAL(18,4)", "number": "DOUBLE"}


def _is_typed(kind: str, source: str) -> bool:
    """True when a column of the type `source` holds a field of this kind typed, so that no text has to be read."""
    if kind in ("moment", "day"):
        return _MOMENTS.fullmatch(source) is not None
    return kind in ("money", "number") and _NUMBERS.fullmatch(source) is not None


def _field_expressions(field: str, kind: str, column: str | None, source: str, timezone: str) -> list:
    """The expressions `field` and, for kinds that are not text, `field_typed`."""
    text = ConstantExpression(None).cast("VARCHAR")
    typed = ConstantExpression(None).cast(TYPED_AS.get(kind, "VARCHAR"))
    if column is not None:
        delivered = ColumnExpression(column)
        if not _is_typed(kind, source):
            text = delivered.cast("VARCHAR")
        elif source == "TIMESTAMP WITH TIME ZONE":
            typed = FunctionExpression("timezone", ConstantExpression(timezone), delivered)
        elif source == "TIMESTAMP":
            typed = delivered
        else:
            typed = FunctionExpression(_READERS[kind], delivered)
            if not _ALWAYS_FITS.fullmatch(source):
                text = CaseExpression(typed.isnull(), delivered.cast("VARCHAR"))
    return [text.alias(field), typed.alias(f"{field}_typed")] if kind in TYPED_AS else [text.alias(field)]
