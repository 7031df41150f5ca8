"""Segments at build: the scores checked on later time; what good customers share. `data.marts` scores the customers."""

from analytics import good_customers
from data.staging import build_table


def build_segments(con) -> None:
    """Write rfm_check and good_customer_rule; empty tables where nobody buys without a contract."""
    build_table(con, "marts", "acquired_person", scratch=True)
    build_table(con, "marts", "rfm_check")
    con.execute(
        "create table warehouse.main.good_customer_rule (rule integer, field varchar, op varchar, value varchar, "
        "customers bigint, good bigint, later_customers bigint, later_good bigint, all_good double, all_later_good double)"
    )
    found = good_customers.in_common(con.table("acquired_person").df())
    if len(found.rules):
        con.from_df(found.rules).insert_into("warehouse.main.good_customer_rule")
