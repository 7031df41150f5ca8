"""A firm's own segments: ranges of the three scores, saved by name in the workspace and chosen like the named ones."""

import json

import streamlit as st

from ui import access, address, workspace
from ui.blocks import empty
from ui.i18n import _
from ui.workspace import WorkspaceError

PREFIX = "segment/"
SCORES = ("recency", "purchases", "money")
ALL = {f"{score}_{end}": number for score in SCORES for end, number in (("from", 1), ("to", 5))}
LONGEST_NAME = 60


def own() -> dict[str, dict[str, int]]:
    """Name -> ranges of the firm's own segments; unreadable ones are left out, none without a workspace."""
    try:
        rows = workspace.read("notes", prefix=PREFIX)
    except WorkspaceError:
        return {}
    found = {row["subject"].removeprefix(PREFIX): _ranges(row["text"]) for row in rows}
    return {name: ranges for name, ranges in found.items() if ranges}


def draw_form() -> None:
    """The form that saves a segment, or takes one off the list."""
    names = {"recency": _("Recency by own pace (R)"), "purchases": _("Purchases (F)"), "money": _("Value (M)")}
    with st.form("own_segment", border=False):
        name = st.text_input(_("Name of the segment"), max_chars=LONGEST_NAME, key="segment_name")
        ends = {score: st.slider(names[score], 1, 5, (1, 5), key=f"segment_{score}") for score in SCORES}
        if not st.form_submit_button(_("Save the segment"), type="primary"):
            return
    if not name.strip():
        empty(_("The segment needs a name."))
        return
    ranges = {
        f"{score}_{end}": value for score, pair in ends.items() for end, value in zip(("from", "to"), pair, strict=True)
    }
    try:
        workspace.write("keep_note", subject=PREFIX + name.strip(), text=json.dumps(ranges), written_by=access.name())
    except WorkspaceError as error:
        empty(_("The text could not be kept.") + f"\n\n{error}")
        return
    address.choose("segment", [f"own:{name.strip()}"])
    st.rerun()


def _ranges(text: str) -> dict[str, int]:
    try:
        given = json.loads(text)
        ranges = {key: int(given[key]) for key in ALL}
    except (ValueError, TypeError, KeyError):
        return {}
    return ranges if all(1 <= value <= 5 for value in ranges.values()) else {}
