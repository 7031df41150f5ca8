"""A firm's published figures: additions, losses and customers by period, where it gives no customers of its own."""

import duckdb

from data.contract import ContractError
from data.delivered import Loaded
from data.staging import build_table, sql


def settle_disclosed(con: duckdb.DuckDBPyConnection, files: list[Loaded]) -> bool:
    """Create `disclosure_period` and, when the build has nothing else to go by, complete `setting`; True in that case.

    Raises ContractError when no period can be used, or the counts are fractions of an unstated unit.
    """
    periods = build_table(con, "marts", "disclosure_period")
    tables = {loaded.table.name for loaded in files}
    if "disclosure" not in tables or tables & {"transaction", "contract", "subscriber"}:
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
