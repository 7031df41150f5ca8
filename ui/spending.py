"""What was spent on customers, where the reader's filters cut customers in a way that spending is cut too."""

from collections.abc import Mapping

import pandas as pd

from ui import warehouse

MONTHS = 12
FREQUENCY = {"month": "M", "quarter": "Q", "year": "Y"}
NOT_SPLIT = ("first_region", "first_category", "cohort_year")  # filters that spending does not know


def can_be_split(filters: Mapping) -> bool:
    """False where the choice leaves out customers whose part of the spending nobody can tell."""
    return filters["line"] == "all" and not any(filters[name] for name in NOT_SPLIT)


def rows(kind: str, filters: Mapping) -> pd.DataFrame | None:
    """Spending of one kind by month; None where there is none, or the filters cannot cut it."""
    if not can_be_split(filters):
        return None
    found = warehouse.read("spend_month", channel=filters["first_channel"], kind=kind)
    return None if found.empty or not found["cost"].sum() > 0 else found.assign(month=pd.to_datetime(found["month"]))


def cost_of_one(filters: Mapping, flow: pd.DataFrame) -> float | None:
    """Spending on acquisition per customer acquired in the last twelve complete months; None where it is not known.

    flow : by month: period_start, acquired, is_incomplete. Months without any spending delivered count on neither side.
    """
    spent, window = of_the_year("acquisition", filters, flow)
    acquired = float(window["acquired"].sum())
    return spent / acquired if spent > 0 and acquired > 0 else None


def retention_a_month(filters: Mapping, flow: pd.DataFrame) -> float | None:
    """Spending on retention a month over the same twelve months; None where none was delivered."""
    spent, window = of_the_year("retention", filters, flow)
    return spent / len(window) if spent > 0 else None


def of_the_year(kind: str, filters: Mapping, flow: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    """Cost of the last twelve complete months, and those of them that have any."""
    found, window = rows(kind, filters), flow[~flow["is_incomplete"].astype(bool)].iloc[-MONTHS:]
    if found is None:
        return 0.0, window.iloc[:0]
    window = window[pd.to_datetime(window["period_start"]).isin(found["month"])]
    return float(found.loc[found["month"].isin(pd.to_datetime(window["period_start"])), "cost"].sum()), window


def cost_by_cohort(filters: Mapping, acquired: pd.Series, *, grain: str, last_month) -> pd.Series | None:
    """Spending on acquisition per customer acquired, by the cohort's own period; None where it is not known.

    acquired : customers by cohort_start; grain : of the cohorts; last_month : last complete month
    NaN for a cohort whose period the spending delivered does not cover from end to end.
    """
    found = rows("acquisition", filters)
    if found is None:
        return None
    months = found["month"].dt.to_period("M")
    period = pd.PeriodIndex(acquired.index, freq=FREQUENCY[grain])
    last = pd.Period(last_month, "M")
    ends = [min(each.asfreq("M", "end"), last) for each in period]
    covered = [
        months.min() <= each.asfreq("M", "start") and end <= months.max()
        for each, end in zip(period, ends, strict=True)
    ]
    starts = months[months <= last].dt.asfreq(FREQUENCY[grain]).dt.start_time
    cost = found["cost"].astype(float).groupby(starts).sum().reindex(acquired.index)
    return (cost / acquired.where(acquired > 0)).where(covered)
