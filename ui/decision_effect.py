"""The measured effect of a decision: its list's groups against each other in the whole months after its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import streamlit as st

from analytics.effect import Effect, EffectRefused, Group, effect, smallest_effect
from data import store
from data import workspace as kept
from ui import warehouse, workspace

MONTHS_BEFORE = 12


@dataclass(frozen=True)
class Window:
    """Whole months over which an effect is measured: first day, first day after, and how many of them are observed."""

    begins: date
    ends: date
    months: int
    observed: int

    @property
    def is_complete(self) -> bool:
        """All of its months are observed."""
        return self.observed == self.months


@dataclass(frozen=True)
class Measured:
    """window; the two groups by table (group, customers, mean, bought_share, mean_before) where anything is observed;
    the effect or why it is refused; members of the list that this warehouse does not know.
    """

    window: Window
    groups: pd.DataFrame
    effect: Effect | None
    refused: EffectRefused | None
    smallest: float | None
    unknown: int


def window_of(decided_on: date, months: int, as_of: date) -> Window:
    """The whole months from the first that begins on or after the day; observed are those that as_of does not cut short.

    >>> window_of(date(2025, 1, 15), 3, date(2025, 3, 31))
    Window(begins=datetime.date(2025, 2, 1), ends=datetime.date(2025, 5, 1), months=3, observed=2)
    """
    begins = decided_on if decided_on.day == 1 else _plus(decided_on.replace(day=1), 1)
    after = as_of + timedelta(days=1)
    observed = (after.year - begins.year) * 12 + after.month - begins.month
    return Window(begins, _plus(begins, months), months, min(max(observed, 0), months))


def measure(decision: dict) -> Measured:
    """Measure one decision in the chosen warehouse. Raises WorkspaceError.

    decision : a row of the statement `decisions`
    """
    info = warehouse.build_info()
    window = window_of(date.fromisoformat(decision["decided_on"]), int(decision["months"]), info.as_of)
    if not window.observed:
        return Measured(window, pd.DataFrame(), None, None, None, 0)
    path, home = str(warehouse.chosen().path), str(workspace.path())
    rows = _outcome(path, home, int(decision["list_id"]), window.begins, _plus(window.begins, window.observed))
    groups = {bool(row.is_holdout): _group(row) for row in rows.itertuples()}
    nobody = Group(0, 0.0, 0.0, 0)
    contact, holdout = groups.get(False, nobody), groups.get(True, nobody)
    members = int(decision["contacts"]) + int(decision["holdouts"])
    unknown = members - contact.customers - holdout.customers
    told = rows.assign(bought_share=rows["bought"] / rows["customers"])
    try:
        found = effect(contact, holdout, cost=float(decision["cost"]))
    except EffectRefused as refusal:
        return Measured(window, told, None, refusal, None, unknown)
    return Measured(window, told, found, None, smallest_effect(contact, holdout), unknown)


# Members of a list never change and a path is that of an immutable build: the arguments are the whole key.
@st.cache_data(show_spinner=False, max_entries=256)
def _outcome(path: str, home: str, list_id: int, begins: date, ends: date) -> pd.DataFrame:
    members = kept.read(Path(home), "list_members", {"list_id": list_id})
    return store.query(
        path,
        "decision_outcome",
        {
            "members": [member["fingerprint"] for member in members],
            "holdouts": [bool(member["is_holdout"]) for member in members],
            "from_month": begins,
            "until_month": ends,
            "before_month": _plus(begins, -MONTHS_BEFORE),
        },
    )


def _group(row) -> Group:
    return Group(int(row.customers), float(row.mean), float(row.variance), int(row.bought))


def _plus(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
