"""Segments at build: recency scored against each customer's own pace and checked on later time; what good customers share."""

from analytics import good_customers
from data.staging import build_table


def build_segments(con) -> None:
    """Write rfm, rfm_check and good_customer_rule; empty tables where nobody buys without a contract."""
    for name in ("rfm_day", "rfm_state", "rfm_score", "acquired_person"):
        build_table(con, "marts", name, scratch=True)
    for name in ("rfm", "rfm_check"):
        build_table(con, "marts", name)
    con.execute(
        "create table warehouse.main.good_customer_rule (rule integer, field varchar, op varchar, value varchar, "
        "customers bigint, good bigint, later_customers bigint, later_good bigint, all_good double, all_later_good double)"
    )
    found = good_customers.in_common(con.table("acquired_person").df())
    if len(found.rules):
        con.from_df(found.rules).insert_into("warehouse.main.good_customer_rule")
