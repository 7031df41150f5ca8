"""Loyalty at build: what purchases tell, and what surveys and trials say where they were delivered."""

from data.staging import build_table, sql

SOURCES = ("survey", "trial")


def build_loyalty(con) -> None:
    """Write loyalty; a source that was not delivered leaves its measures without rows."""
    build_table(con, "marts", "loyalty")
    there = {name for (name,) in con.execute("select table_name from information_schema.tables").fetchall()}
    for source in SOURCES:
        if f"parsed_{source}" in there:
            con.sql(sql("marts", f"loyalty_{source}")).insert_into("warehouse.main.loyalty")
