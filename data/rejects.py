"""Rows turned away, of every table: which, why, and how they were delivered."""

import duckdb
from duckdb import ColumnExpression, ConstantExpression, FunctionExpression

from data.delivered import Loaded
from data.kept import parsed_tables
from data.staging import build_table, sql


def keep_rejected_rows(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> int:
    """Create the table `rejects` from the parsed tables; returns its rows.

    Needs `as_of` in `setting`, and `kept_reject`, rows of earlier deliveries as they were delivered.
    """
    build_table(con, "staging", "turned_away", scratch=True)
    for table in parsed_tables(con):
        parsed, name = con.table(table), table.removeprefix("parsed_")
        if name != "transaction" and "reason" in parsed.columns:
            parsed.filter(ColumnExpression("reason").isnotnull()).select(
                ConstantExpression(name),
                "file_number",
                "row_number",
                "reason",
                ConstantExpression(None).cast("DECIMAL(18,4)"),
            ).insert_into("scratch.main.turned_away")
    con.execute(
        "create table scratch.main.delivered_reject as select file_number, row_number, raw from broken_row "
        "union all select file_number, row_number, raw from kept_reject"
    )
    with_rejects = con.execute("select distinct file_number from turned_away").fetchall()
    for loaded in files:
        if (loaded.number,) in with_rejects:
            _keep_as_delivered(con, loaded)
    return build_table(con, "staging", "rejects")


def _keep_as_delivered(con: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
    cells = FunctionExpression("struct_pack", *(ColumnExpression(column).alias(column) for column in loaded.columns))
    delivered = con.table(loaded.relation_name).select(
        ConstantExpression(loaded.number).alias("file_number"),
        loaded.row_number.alias("row_number"),
        cells.alias("cells"),
    )
    delivered.query("delivered", sql("staging", "delivered_reject")).insert_into("scratch.main.delivered_reject")
