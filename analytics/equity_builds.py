"""The equity statement between two builds: what an earlier build closed with, and every line since, to the cent.

Lines are valued with the opening's parameters, and re-estimation comes last, where this build could read those of the
earlier one (the build right before it). Otherwise the earlier closing is restated first: this build values the same month
end with its own parameters, settings and data, and the difference is the revision. Whole cents (integers).
"""

import pandas as pd

from analytics.equity import CHANGES

__all__ = ["CODES", "REVISIONS", "between"]

CODES = ("stated", "no_statement", "newer", "too_early")
REVISIONS = ("revision_behaviour", "revision_spend", "revision_margin", "revision_discount")


def between(before, after, since=None):
    """Statement from the last close of one build to that of a later one: (code, lines, months).

    before, after : rows of equity_statement summed by month end: closed_on, entry, customers, cents (int), of the builds
    since : rows of equity_earlier in the same form, on the earlier build's parameters; None or empty where there are none
    Returns a code; for "stated" the lines (entry, customers, cents, is_total) and the month ends they span. With `since`:
    opening, restated (other data or settings about the same month end), the changes, before_revision, REVISIONS, closing;
    without: opening, revision, the changes, closing. Other codes: no_statement (one of them has none), newer (the first
    one closes later), too_early (the later build does not state that month end any more).
    """
    if before.empty or after.empty:
        return "no_statement", None, None
    start, end = before["closed_on"].max(), after["closed_on"].max()
    if start > end:
        return "newer", None, None
    kept, closing = _at(before, start, "closing"), _at(after, end, "closing")
    if since is not None and not since.empty and since["closed_on"].min() == start:
        months = since[since["closed_on"] > start]
        opened = _at(since, start, "restated")
        rows = [("restated", opened[0] - kept[0], opened[1] - kept[1], False), *_changes(months)]
        rows.append(("before_revision", *_at(since, end, "before_revision"), True))
        rows += [(entry, *_at(since, end, entry), False) for entry in REVISIONS]
    else:
        months = after[after["closed_on"] > start]
        found = _opening(after, start)
        if found is None:
            return "too_early", None, None
        rows = [("revision", found[0] - kept[0], found[1] - kept[1], False), *_changes(months)]
    rows = [("opening", *kept, True), *rows, ("closing", *closing, True)]
    return "stated", pd.DataFrame(rows, columns=["entry", "customers", "cents", "is_total"]), months


def _changes(months):
    by_entry = months.groupby("entry")[["customers", "cents"]].sum().reindex(CHANGES, fill_value=0)
    return [(entry, *(int(value) for value in by_entry.loc[entry]), False) for entry in CHANGES]


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
