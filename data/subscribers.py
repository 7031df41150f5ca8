"""A list of customers under contract as of one day, with how long each has been there and who has left, as contracts.

Many firms export no dates of contracts but such a list. It has no past: those who left before are not in it, and the day on
which somebody left is not known. What follows from it holds under that reserve, which is told where it is read.
"""

import sys

import duckdb
from duckdb import ColumnExpression

from data.delivered import Loaded
from data.staging import NOTHING, sql


def contracts_of_subscribers(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> None:
    """Add a contract to `parsed_contract` for every accepted row of `parsed_subscriber`, where there is such a table.

    Completes `as_of` in `setting` where neither the user nor other rows give it: the list itself has no date.
    """
    tables = {row[0] for row in con.execute("select table_name from duckdb_tables()").fetchall()}
    if "parsed_subscriber" not in tables:
        return
    if _assume_day(con) and any(loaded.table.name == "subscriber" for loaded in files):
        day = con.execute("select as_of from setting").fetchall()[0][0]
        print(
            f"      the list of subscribers has no date: taken as of {day}, the end of the last month (--as-of says another day)",
            file=sys.stderr,
            flush=True,
        )
    con.execute(  # a customer of the first month has paid nothing yet, and many lists leave that blank: counted, not lost
        "insert into scratch.main.unreadable_value select 'subscriber', 'total_paid', count(*) from parsed_subscriber "
        "where reason is null and total_paid is null and (select count(total_paid) from parsed_subscriber) > 0 having count(*) > 0"
    )
    made, table = con.sql(sql("staging", "contract_of_subscriber")), con.table("parsed_contract")
    columns = [
        (ColumnExpression(name) if name in made.columns else NOTHING).cast(str(kind)).alias(name)
        for name, kind in zip(table.columns, table.types, strict=True)
    ]
    made.select(*columns).insert_into("scratch.main.parsed_contract")


def _assume_day(con: duckdb.DuckDBPyConnection) -> bool:
    """Set `as_of` to the last day of other rows, else to the end of the month before today; True in the latter case."""
    if con.execute("select as_of is not null from setting").fetchall()[0][0]:
        return False
    con.execute(
        "update scratch.main.setting set as_of = (select greatest((select max(ordered_on) from parsed_transaction "
        "where reason is null), (select max(greatest(started_on, least(ended_on, (select today from setting)))) "
        "from parsed_contract where reason is null)))"
    )
    if con.execute("select as_of is not null from setting").fetchall()[0][0]:
        return False
    con.execute("update scratch.main.setting set as_of = cast(date_trunc('month', today) as date) - 1")
    return True
