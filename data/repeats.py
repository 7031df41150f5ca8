"""Rows that came twice: files and sheets of one delivery, or of several, whose days overlap."""

import sys

import duckdb

from data.staging import sql


def turn_repeats_away(con: duckdb.DuckDBPyConnection) -> None:
    """Give transactions that an earlier file brought as well the reason delivered_twice, and say of how many this is so."""
    if not _do_days_overlap(con):
        return
    con.sql(sql("staging", "delivered_twice")).create("scratch.main.delivered_twice")
    con.execute(
        "update scratch.main.parsed_transaction as t set reason = 'delivered_twice' from delivered_twice as d "
        "where t.file_number = d.file_number and t.row_number = d.row_number"
    )
    told = con.execute(
        "select file, count(*) from delivered_twice join warehouse.main.source_file using (file_number) "
        "group by file_number, file order by file_number"
    ).fetchall()
    for file, rows in told:
        words = (
            "row came with an earlier file as well and is"
            if rows == 1
            else "rows came with an earlier file as well and are"
        )
        print(f"      {file}: {rows:,} {words} turned away; --allow-repeat keeps them", file=sys.stderr, flush=True)


def _do_days_overlap(con: duckdb.DuckDBPyConnection) -> bool:
    """True where the days of two files have one in common; most deliveries follow one another, and this costs little."""
    return con.execute(
        "with span as (select file_number, min(ordered_on) as first_day, max(ordered_on) as last_day "
        "from parsed_transaction where reason is null group by file_number) "
        "select count(*) > 0 from span as a join span as b on a.file_number < b.file_number "
        "and a.first_day <= b.last_day and b.first_day <= a.last_day"
    ).fetchall()[0][0]
