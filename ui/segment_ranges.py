"""A firm's own segments by score: ranges of R, F and M by name, as the workspace keeps them."""

import json

import streamlit as st

from ui import links, workspace
from ui.escape import plain
from ui.i18n import _
from ui.workspace import WorkspaceError

PREFIX = "segment/"
SCORES = ("recency", "purchases", "money")
ALL = {f"{score}_{end}": number for score in SCORES for end, number in (("from", 1), ("to", 5))}


def own() -> dict[str, dict[str, int]]:
    """Name -> ranges of the firm's own segments; unreadable ones are left out, none without a workspace."""
    try:
        rows = workspace.read("notes", prefix=PREFIX)
    except WorkspaceError:
        return {}
    found = {row["subject"].removeprefix(PREFIX): _ranges(row["text"]) for row in rows}
    return {name: ranges for name, ranges in found.items() if ranges}


def draw_links() -> None:
    """Under the filters of any page: these segments lead to their customers; why they filter nothing, in words.

    Their scores are those of one day, while what a page adds up over time is kept by what is fixed at the first purchase.
    """
    names = list(own())
    if not names:
        return
    st.caption(
        _(
            "Segments by score (R, F, M) hold on one day only: customers move in and out of them, so no course over time and no "
            "sum of this page can be cut by them. Their customers:"
        )
    )
    for name in names:
        links.page_link("segments", plain(name), segment=f"own:{name}")


def _ranges(text: str) -> dict[str, int]:
    try:
        given = json.loads(text)
        ranges = {key: int(given[key]) for key in ALL}
    except (ValueError, TypeError, KeyError):
        return {}
    return ranges if all(1 <= value <= 5 for value in ranges.values()) else {}
