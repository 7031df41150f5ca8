"""What was decided about pairs, by whom and when; each can be undone. And the build that follows the decisions."""

import pandas as pd
import streamlit as st

from data.store import StoreError
from ui import access, formats, rebuild, rebuild_status, single_view_state, warehouse
from ui.blocks import empty, note, section
from ui.charts import table
from ui.code_texts import text_of
from ui.i18n import _, ngettext
from ui.single_view_texts import VERDICTS
from ui.workspace import WorkspaceError

_PICKED = "match_decision_picked"


def draw_decisions(decisions: list[dict]) -> None:
    """The decisions, the latest first, and the button that undoes the one picked."""
    section(
        _("What was decided"),
        note=_("A decision that is undone stays in the list; the next build follows what is in force."),
    )
    if not decisions:
        empty(_("Nothing has been decided yet."))
        return
    shown = pd.DataFrame(decisions)
    shown["match_probability"] = shown["match_probability"].clip(upper=single_view_state.HIGHEST)
    shown["verdict_text"] = [text_of(VERDICTS, verdict) for verdict in shown["verdict"]]
    table(
        shown,
        key="match_decisions",
        columns={
            "decision_id": _("Number"),
            "verdict_text": _("Decision"),
            "match_probability": _("Probability"),
            "match_weight": _("Match weight"),
            "decided_by": _("Decided by"),
            "decided_at": _("Decided at (UTC)"),
            "undone_by": _("Undone by"),
            "undone_at": _("Undone at (UTC)"),
        },
        kinds={"decision_id": "text", "match_probability": "rate", "match_weight": "decimal"},
        alt=_("Decisions about pairs of customers"),
        on_pick=lambda position: st.session_state.update({_PICKED: int(shown["decision_id"].iloc[position])}),
    )
    _draw_undo(decisions)


def _draw_undo(decisions: list[dict]) -> None:
    in_force = {row["decision_id"]: row for row in decisions if row["undone_at"] is None}
    picked = st.session_state.get(_PICKED)
    if picked in in_force:
        label = _("Undo decision {number}: {verdict}").format(
            number=picked, verdict=text_of(VERDICTS, in_force[picked]["verdict"])
        )
        st.button(label, key="match_undo", icon=":material/undo:", on_click=_undo, args=(picked,))
    elif in_force:
        st.caption(_("Pick a row to undo its decision."))
    if len(in_force) > 1:
        with st.popover(_("Undo all"), icon=":material/undo:"):
            note(
                _("All {n} decisions in force are undone: the next build keeps every id by itself again.").format(
                    n=formats.whole(len(in_force))
                )
            )
            st.button(_("Undo all of them"), key="match_undo_all", on_click=_undo_all, type="primary")


def _undo(decision_id: int) -> None:
    try:
        single_view_state.undo(decision_id, who=access.name())
    except WorkspaceError as error:
        st.session_state["match_fault"] = str(error)


def _undo_all() -> None:
    try:
        single_view_state.undo_all(who=access.name())
    except WorkspaceError as error:
        st.session_state["match_fault"] = str(error)


def window_moved() -> str:
    """Says that the lapse window moved since the build before: the base then changes by more than merging says."""
    earlier, now = warehouse.earlier_builds(), warehouse.build_info()
    try:
        before = warehouse.build_info_of(earlier[-1]) if earlier else now
    except StoreError:
        return ""
    if before.as_of != now.as_of or before.lapse_days == now.lapse_days:
        return ""
    return _(
        "Since the build before, the lapse window has moved from {before} to {now}: the base changes by that too, not by "
        "merging alone."
    ).format(before=formats.days(before.lapse_days), now=formats.days(now.lapse_days))


def draw_rebuild(waiting: int) -> None:
    """How many decisions wait for the next build, the button that starts it, and how far it is."""
    name = warehouse.chosen().name
    if rebuild_status.draw(name) or not waiting:
        return
    note(
        ngettext(
            "{n} decision takes effect at the next build: customers, base, values and risks are then computed anew.",
            "{n} decisions take effect at the next build: customers, base, values and risks are then computed anew.",
            waiting,
        ).format(n=formats.whole(waiting))
    )
    if not (warehouse.root() / name / "order.json").exists():
        note(_("Build this warehouse again from its files to apply them."))
    elif st.button(_("Build again now"), key="match_build", icon=":material/refresh:", type="primary"):
        rebuild.start(name, ["--again", name])
        st.rerun()
