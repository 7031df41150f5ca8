"""The equity statement between two builds: what an earlier build closed with, restated, and every line since.

The earlier closing is restated first: the later build values the same month end with its own parameters, settings and data,
and the difference is the revision. From there on the later build's monthly lines lead to its closing, all on one basis, as
accounts restate an opening after a change of method. Whole cents (integers), so it closes exactly.
"""

import pandas as pd

from analytics.equity import CHANGES

__all__ = ["CODES", "between"]

CODES = ("stated", "no_statement", "newer", "too_early")


def between(before, after):
    """Statement from the last close of one build to that of a later one: (code, lines, months).

    before, after : rows of equity_statement summed by month end: closed_on, entry, customers, cents (int), of the builds
    Returns a code; for "stated" lines as `equity.statement` has them, with the revision after the opening, and the month
    ends they span. Other codes: no_statement (one of them has none), newer (the first one closes later), too_early (the
    later build does not state that month end any more).
    """
    if before.empty or after.empty:
        return "no_statement", None, None
    start, end = before["closed_on"].max(), after["closed_on"].max()
    if start > end:
        return "newer", None, None
    since = after[after["closed_on"] > start]
    opened = _opening(after, start)
    if opened is None:
        return "too_early", None, None
    kept = _at(before, start, "closing")
    by_entry = since.groupby("entry")[["customers", "cents"]].sum().reindex(CHANGES, fill_value=0)
    rows = [("opening", *kept, True), ("revision", opened[0] - kept[0], opened[1] - kept[1], False)]
    rows += [(entry, *(int(value) for value in by_entry.loc[entry]), False) for entry in CHANGES]
    rows.append(("closing", *_at(after, end, "closing"), True))
    lines = pd.DataFrame(rows, columns=["entry", "customers", "cents", "is_total"])
    return "stated", lines, since


def _opening(after, start):
    """Customers and cents of the later build at the month end `start`; None where it states neither that close nor its next."""
    closes = sorted(after["closed_on"].unique())
    if start in closes:
        return _at(after, start, "closing")
    following = closes[0]
    month_before = pd.Timestamp(following).replace(day=1) - pd.Timedelta(days=1)
    return _at(after, following, "opening") if month_before == pd.Timestamp(start) else None


def _at(months, day, entry):
    row = months[(months["closed_on"] == day) & (months["entry"] == entry)]
    return int(row["customers"].sum()), int(row["cents"].sum())
