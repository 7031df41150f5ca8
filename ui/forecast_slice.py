"""Which forecast answers the reader's filters, and what was known before it."""

import pandas as pd

from analytics import movement
from ui import warehouse

SLICED = ("first_channel", "first_region", "first_category")


def of(filters: dict) -> dict | None:
    """line, dimension and value of the forecast for these filters; None where there is none for such a choice."""
    cut = {name: filters[name] for name in SLICED if filters[name]}
    if not cut:
        return {"line": filters["line"], "dimension": "total", "value": ""}
    name, values = next(iter(cut.items()))
    if len(cut) > 1 or len(values) != 1 or filters["line"] != "all":
        return None
    return {"line": "all", "dimension": name, "value": values[0]}


def history(filters: dict, *, until: pd.Timestamp) -> pd.DataFrame:
    """The movement of the base by period up to the last one the forecast knew."""
    whole = {**filters, "cohort_year": None, "period_from": None, "period_to": None}
    flow = movement.by_period(
        warehouse.query("movement_by_period", **whole), warehouse.read("period", grain=filters["grain"])
    )
    return flow[flow["period_start"] <= until].reset_index(drop=True)


def observed(grain: str, year: int) -> tuple[int, int]:
    """(complete periods in which losses can be seen, as many as a forecast needs)."""
    periods = warehouse.read("period", grain=grain)
    seen = periods[~periods["is_incomplete"].astype(bool) & ~periods["is_burn_in"].astype(bool)]
    return len(seen), 2 * year
