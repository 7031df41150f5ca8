"""From delivered rows to typed ones: `stg_*` tables, `rejects` with reasons, and the settings the data decide."""

from pathlib import Path

import duckdb
from duckdb import CaseExpression, ColumnExpression, ConstantExpression, FunctionExpression

from data.contract import CONTRACT, CUSTOMER, DISCLOSURE, SIDE_TABLES, TRANSACTION, ContractError, Table
from data.delivered import Loaded, unite

SQL = Path(__file__).parent / "sql"


def sql(folder: str, name: str) -> str:
    """Text of `data/sql/<folder>/<name>.sql`."""
    return (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")


def build_table(
    con: duckdb.DuckDBPyConnection, folder: str, name: str, *, scratch: bool = False, named: str = ""
) -> int:
    """Create a table from its SQL file, in the warehouse or in the scratch database; returns its rows.

    named : the table's name where it is not that of the file
    """
    target = f"{'scratch' if scratch else 'warehouse'}.main.{named or name}"
    con.sql(sql(folder, name)).create(target)
    return con.table(target).aggregate("count(*)").fetchall()[0][0]


def stage_transactions(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Read all delivered transactions into `parsed_transaction`; each row has its reason where it is turned away."""
    if files:
        unite(con, TRANSACTION, files)
    else:
        _empty_view(con, TRANSACTION)
    build_table(con, "staging", "reading_style", scratch=True)
    build_table(con, "staging", "service_code", scratch=True)
    build_table(con, "staging", "parsed_transaction", scratch=True)
    _add_broken(con, files)


def stage_sides(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Read the other tables into `parsed_<table>`: fields by kind, and a reason where a required one is missing."""
    timezone = con.execute("select timezone from setting").fetchall()[0][0]
    for table in (CUSTOMER, CONTRACT, *SIDE_TABLES):
        mine = [loaded for loaded in files if loaded.table.name == table.name]
        if mine:
            unite(con, table, mine)
        elif table in (CUSTOMER, CONTRACT):  # later steps join these whether delivered or not
            _empty_view(con, table)
        else:
            continue
        con.table(f"delivered_{table.name}").select(*_parsed_fields(table, timezone)).create(f"scratch.main.parsed_{table.name}")


def stage_disclosure(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> bool:
    """Read a firm's published figures and complete them; True when the build has nothing else to go by.

    Raises ContractError when no period can be used, or the counts are fractions of an unstated unit.
    """
    mine = [loaded for loaded in files if loaded.table.name == DISCLOSURE.name]
    if mine:
        unite(con, DISCLOSURE, mine)
    else:
        _empty_view(con, DISCLOSURE)
    build_table(con, "staging", "parsed_disclosure", scratch=True)
    periods = build_table(con, "marts", "disclosure_period")
    if not mine or any(loaded.table.name in ("transaction", "contract") for loaded in files):
        return False
    unit, fractions = con.execute(sql("staging", "disclosure_unit")).fetchall()[0]
    if unit == 1 and fractions:
        raise ContractError(
            "The counts of customers have decimals, so they stand in thousands or millions.\n"
            "Hint: say in which unit, such as --count-unit 1000000."
        )
    if periods < 2:
        raise ContractError(
            "Fewer than two periods tell how many customers came and how many there were.\n"
            "Hint: give closing_customers and gross_additions (or losses) for each period; --map names their columns."
        )
    con.execute(sql("staging", "settle_disclosed"))
    return True


def _parsed_fields(table: Table, timezone: str) -> list:
    zone = ConstantExpression(timezone)
    fields = [ColumnExpression("file_number"), ColumnExpression("row_number")]
    reason = None
    for field in table.fields:
        text = FunctionExpression("text_or_null", ColumnExpression(field.name))
        if field.kind in ("moment", "day"):
            parsed = FunctionExpression("parse_moment", text, ConstantExpression(True), zone)
            parsed = _first_of(ColumnExpression(f"{field.name}_typed"), parsed)
            parsed = parsed.cast("DATE") if field.kind == "day" else parsed
        elif field.kind in ("money", "number"):
            reader, kind = ("parse_money", "DECIMAL(18,4)") if field.kind == "money" else ("parse_number", "DOUBLE")
            parsed = FunctionExpression(reader, text, ConstantExpression(False))
            parsed = _first_of(parsed, ColumnExpression(f"{field.name}_typed").cast(kind))
        elif field.kind == "flag":
            parsed = FunctionExpression("parse_flag", text)
        else:
            parsed = text
        fields.append(parsed.alias(field.name))
        if field.required:
            missing = ConstantExpression(f"{field.name.removesuffix('_id')}_missing")
            reason = CaseExpression(parsed.isnull(), missing) if reason is None else reason.when(parsed.isnull(), missing)
    fields.append((ConstantExpression(None).cast("VARCHAR") if reason is None else reason).alias("reason"))
    return fields


def _first_of(one, other):
    return CaseExpression(one.isnotnull(), one).otherwise(other)


def _empty_view(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    nothing = ConstantExpression(None)
    fields = [nothing.cast("INTEGER").alias("file_number"), nothing.cast("BIGINT").alias("row_number")]
    for field in table.fields:
        fields.append(nothing.cast("VARCHAR").alias(field.name))
        if field.kind in ("moment", "day"):
            fields.append(nothing.cast("TIMESTAMP").alias(f"{field.name}_typed"))
        elif field.kind in ("money", "number"):
            fields.append(nothing.cast("DOUBLE").alias(f"{field.name}_typed"))
    con.sql("select 1 where false").select(*fields).create_view(f"delivered_{table.name}")


def _add_broken(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Rows that do not fit their header become rows of `parsed_transaction` with the reason row_broken."""
    for loaded in files:
        if loaded.broken:
            con.executemany(
                "insert into scratch.main.parsed_transaction (file_number, row_number, reason) values (?, ?, 'row_broken')",
                [(loaded.number, number) for number, _ in loaded.broken],
            )


def keep_rejected_rows(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """`delivered_reject`: the rejected rows as they were delivered, as JSON, for the table `rejects`."""
    con.execute("create table scratch.main.delivered_reject (file_number integer, row_number bigint, raw varchar)")
    for loaded in files:
        con.execute("create or replace table scratch.main.this_file as select $number as number", {"number": loaded.number})
        con.execute("drop table if exists scratch.main.rejected_row")
        if build_table(con, "staging", "rejected_row", scratch=True) == 0 and not loaded.broken:
            continue
        con.table(loaded.relation_name).query("delivered", sql("staging", "delivered_reject")).insert_into(
            "scratch.main.delivered_reject"
        )
        if loaded.broken:
            con.executemany(
                "insert into scratch.main.delivered_reject values (?, ?, ?)",
                [(loaded.number, number, text) for number, text in loaded.broken],
            )


def check_accepted(con: duckdb.DuckDBPyConnection) -> None:
    """Raise ContractError, with the most frequent reason, when nothing or one customer only was accepted."""
    accepted, customers = con.execute(
        "select count(*), count(distinct customer_id) from parsed_transaction where reason is null"
    ).fetchall()[0]
    contracts = con.execute("select count(distinct customer_id) from parsed_contract where reason is null").fetchall()[0][0]
    if accepted == 0 and contracts == 0:
        reasons = con.execute(
            "select reason, count(*) from parsed_transaction group by reason order by count(*) desc limit 1"
        ).fetchall()
        raise ContractError(_NOTHING_ACCEPTED.get(reasons[0][0] if reasons else "", _NOTHING_ELSE))
    if customers + contracts == 1:
        raise ContractError(
            "The data hold one customer only; a customer base needs at least two.\n"
            "Hint: check which column was taken for the customer, or name it with --map customer_id=<your column>."
        )


_NOTHING_ELSE = "No row could be accepted.\nHint: check which columns were taken for date, customer and amount with --map."
_NOTHING_ACCEPTED = {
    "date_missing": "No row has a date.\nHint: say which column it is with --map ordered_at=<your column>.",
    "date_unreadable": "No row has a date that can be read.\nHint: dates look like 2024-03-31, 31/03/2024 or 2024年3月31日.",
    "date_out_of_range": "No row has a plausible date; all lie before 1900.\nHint: check the date column.",
    "date_in_future": "All dates lie in the future.\nHint: check the date column, its order of day and month, and this "
    "machine's clock.",
    "customer_missing": "No row names a customer.\nHint: say which column it is with --map customer_id=<your column>.",
    "amount_missing": "No row has an amount.\nHint: say which column it is with --map amount=<your column>.",
    "amount_unreadable": "No row has an amount that can be read.\nHint: amounts look like 1234.50, 1,234.50 or ¥1,234.50.",
}

