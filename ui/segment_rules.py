"""A firm's own segments: ranges of the three scores, saved by name in the workspace and chosen like the named ones."""

import json

import streamlit as st

from ui import access, address, workspace
from ui.blocks import empty
from ui.escape import plain
from ui.i18n import _
from ui.segment_ranges import ALL, OWN, PREFIX, SCORES, own
from ui.workspace import WorkspaceError

__all__ = ["ALL", "draw_drop", "draw_form", "own"]

LONGEST_NAME = 60
_TROUBLE = "own_segment_trouble"


def draw_form() -> None:
    """The form that saves a segment."""
    names = {"recency": _("Recency by own pace (R)"), "purchases": _("Purchases (F)"), "money": _("Value (M)")}
    with st.form("own_segment", border=False):
        name = st.text_input(_("Name of the segment"), max_chars=LONGEST_NAME, key="segment_name")
        ends = {score: st.slider(names[score], 1, 5, (1, 5), key=f"segment_{score}") for score in SCORES}
        if not st.form_submit_button(_("Save the segment"), type="primary"):
            return
    if not name.strip():
        empty(_("The segment needs a name."))
        return
    if any(kept.casefold() == name.strip().casefold() for kept in own()):
        empty(_("There is a segment of this name already. Choose another name."))
        return
    ranges = {
        f"{score}_{end}": value for score, pair in ends.items() for end, value in zip(("from", "to"), pair, strict=True)
    }
    try:
        workspace.write("keep_note", subject=PREFIX + name.strip(), text=json.dumps(ranges), written_by=access.name())
    except WorkspaceError as error:
        empty(_("The text could not be kept.") + f"\n\n{error}")
        return
    address.choose("segment", [OWN + name.strip()])
    st.rerun()


def draw_drop(name: str) -> None:
    """The button that takes a segment of the firm's own off the list, for everybody."""
    st.button(
        _("Delete “{name}”").format(name=plain(name)),
        key="drop_own_segment",
        icon=":material/delete:",
        on_click=_drop,
        args=(name,),
        help=_("Lists that were kept and files that were taken away stay."),
    )
    trouble = st.session_state.pop(_TROUBLE, None)
    if trouble:
        empty(trouble)


def _drop(name: str) -> None:
    try:
        workspace.write("drop_note", subject=PREFIX + name)
    except WorkspaceError:
        st.session_state[_TROUBLE] = _("The segment could not be deleted.")
        return
    address.choose("segment", [])
    if address.value("scored") == OWN + name:
        address.choose("scored", [])
