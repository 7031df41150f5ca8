"""Feature snapshots at build: which days get one, what became known when, and the history that is published."""

from datetime import date

import pandas as pd

from data.staging import build_table, sql

LEARNING_CUSTOMERS = 40_000  # customers whose former features serve learning; of a larger base every n-th
EVENTS = ("contact", "service", "survey", "membership")


def month_ends(con) -> list[date]:
    """Month ends from the first month of the log to as_of, ascending."""
    return [
        row[0]
        for row in con.execute(
            "select last_day(period_start) as month_end from period where grain = 'month' "
            "and last_day(period_start) <= (select as_of from setting) order by month_end"
        ).fetchall()
    ]


def build_features(con, *, published: list[date], whole: list[date], learning: list[date]) -> int:
    """Write `feature` for all these days (scratch) and publish `feature_snapshot` for the published ones.

    whole : days on which every customer of the base is needed; the others take every n-th. Returns n.
    """
    _write_events(con)
    every = max(
        1, -(-con.execute("select count(*) from customer_state where in_base").fetchall()[0][0] // LEARNING_CUSTOMERS)
    )
    days = sorted({*published, *whole, *learning})
    table = pd.DataFrame(
        {
            "feature_on": pd.to_datetime(pd.Series(days, dtype="object")),
            "is_published": [day in published for day in days],
            "is_whole": [day in published or day in whole for day in days],
            "every_customer": every,
        }
    )
    con.execute(
        "create table scratch.main.feature_day (feature_on date, is_published boolean, is_whole boolean, "
        "every_customer integer)"
    )
    con.from_df(table).insert_into("scratch.main.feature_day")
    for name in ("feature_fact", "feature_base", "feature_contract", "feature", "churn_label"):
        build_table(con, "marts", name, scratch=True)
    build_table(con, "marts", "feature_snapshot")
    return every


def _write_events(con) -> None:
    """`feature_event`: what contacts, service cases, surveys and membership tell, from those tables that were delivered."""
    con.execute(
        "create table scratch.main.feature_event (customer_key integer, known_on date, kind varchar, amount double)"
    )
    there = {row[0] for row in con.execute("select table_name from information_schema.tables").fetchall()}
    for name in EVENTS:
        if f"parsed_{name}" in there:
            con.sql(sql("marts", f"feature_{name}")).insert_into("scratch.main.feature_event")
