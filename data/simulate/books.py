"""Tables of the whole company: what it spent on media, what it had planned, and what happened on dated days."""

import numpy as np
import pandas as pd

# Medium, sales channel it serves, kind, share of its kind's budget.
MEDIA = (
    ("Search", "Web", "acquisition", 0.30),
    ("Social", "Mini-program", "acquisition", 0.25),
    ("Marketplace ads", "Marketplace", "acquisition", 0.25),
    ("Print", "Store", "acquisition", 0.20),
    ("SMS", "Store", "retention", 0.25),
    ("E-mail", "Web", "retention", 0.15),
    ("Club gifts", "Store", "retention", 0.60),
)
ACQUISITION_COST = 240.0  # CNY per customer won in the first year
ACQUISITION_COST_RISE = 0.07
RETENTION_SHARE = 0.18  # of the acquisition budget
COST_PER_THOUSAND_SHOWN = 35.0
PLAN_RISE = 0.08  # each year is planned a little above the one before: the firm looks back from today

EVENTS = (
    ("2018-03-01", "Loyalty club opened", "own"),
    ("2019-01-01", "Free trials of the subscription", "own"),
    ("2019-09-01", "Competitor enters with free delivery", "market"),
    ("2022-05-01", "Service desk moved to a contractor", "own"),
)


def make_spend(rng, *, customers, calendar):
    """The spend table: media cost (CNY) and impressions by month, medium and kind; it grows with the company's size."""
    months = _months(calendar)
    per_month = customers / len(months)
    years = np.arange(len(months)) // 12
    medium, channel, kind, share = (np.array(values) for values in zip(*MEDIA, strict=True))
    budget = per_month * ACQUISITION_COST * (1.0 + ACQUISITION_COST_RISE) ** years
    factor = share * np.where(kind == "retention", RETENTION_SHARE, 1.0)
    cost = np.round(budget[:, None] * factor * rng.uniform(0.85, 1.15, (len(months), len(MEDIA))), 2)
    return pd.DataFrame(
        {
            "period": np.repeat(months, len(MEDIA)),
            "medium": np.tile(medium, len(months)),
            "channel": np.tile(channel, len(months)),
            "kind": np.tile(kind, len(months)),
            "cost": cost.ravel(),
            "impressions": np.rint(cost.ravel() / COST_PER_THOUSAND_SHOWN * 1000).astype("int64"),
        }
    )


def make_plan(revenue_by_month, *, customers, calendar):
    """The plan table, by month: customers to be won, and revenue to be made (last year's month and 8 % more).

    revenue_by_month : shape (n_months,), CNY. The first year has no revenue plan: there was no year before it.
    """
    months = _months(calendar)
    won = customers / len(months) * (1.0 + 0.02) ** (np.arange(len(months)) // 12)
    revenue = np.asarray(revenue_by_month)[:-12] * (1.0 + PLAN_RISE)
    return pd.concat(
        [
            pd.DataFrame({"period": months, "measure": "acquired", "target": np.rint(won)}),
            pd.DataFrame({"period": months[12:], "measure": "revenue", "target": np.round(revenue, 2)}),
        ],
        ignore_index=True,
    )


def make_events(*, calendar):
    """The event table: the sales festivals of each year, and four days that the company remembers."""
    names = {"SF": "Spring Festival sale", "618": "618", "D11": "Double 11"}
    rows = [
        (calendar.dates([np.flatnonzero(calendar.promotion == number)[0]])[0], names[code.split("-")[0]], "season")
        for number, code in enumerate(calendar.promotion_codes)
        if number
    ]
    rows += [(np.datetime64(day, "s"), label, kind) for day, label, kind in EVENTS]
    frame = pd.DataFrame(rows, columns=["event_on", "label", "kind"])
    frame["event_on"] = frame["event_on"].astype("datetime64[s]")
    seen = frame["event_on"].between(pd.Timestamp(calendar.start_on), pd.Timestamp(calendar.end_on))
    return frame[seen].sort_values("event_on", ignore_index=True)


def revenue_by_month(transactions, *, calendar):
    """Amount by month of the calendar, returns netted; shape (n_months,)."""
    month = transactions["ordered_at"].to_numpy().astype("datetime64[M]").astype(int)
    first = np.datetime64(calendar.start_on, "M").astype(int)
    return np.bincount(month - first, weights=transactions["amount"].to_numpy(), minlength=len(_months(calendar)))


def _months(calendar):
    """First day of each month from the first to the last observed day, datetime64[s]."""
    first, last = np.datetime64(calendar.start_on, "M"), np.datetime64(calendar.end_on, "M")
    return np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[s]")
