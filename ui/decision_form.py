"""Writing decisions: one is opened for a kept list, closed, withdrawn or opened again; nothing is ever deleted."""

from datetime import date, timedelta

import streamlit as st

from ui import access, address, customer_list, formats, list_names, warehouse, workspace
from ui.blocks import empty, section
from ui.decision_texts import EVENTS
from ui.escape import plain, quoted
from ui.i18n import _
from ui.workspace import WorkspaceError

MONTHS = (1, 3, 6, 12)
LONGEST_NAME, LONGEST_NOTE = 120, 2_000
NEXT = {"opened": ("closed", "withdrawn"), "reopened": ("closed", "withdrawn"), "closed": ("reopened",)}
NEXT["withdrawn"] = ("reopened",)


def draw_new(list_id: str) -> None:
    """The form that makes a decision of a kept list, or why there is no such list. Raises WorkspaceError."""
    found = workspace.read("list_by_id", list_id=int(list_id)) if list_id.isdigit() and len(list_id) < 10 else []
    if not found:
        empty(_("There is no kept list {number} here. Take one away on the page of the matrix or of migration.").format(
            number=quoted(list_id)))  # fmt: skip
        return
    kept = found[0]
    section(_("A new decision: {list}").format(list=plain(list_names.name_of(kept))), note=customer_list.said(kept))
    if customer_list.too_few(kept):
        st.caption(customer_list.too_few(kept))
    earliest = date.fromisoformat(kept["as_of"])
    currency = formats.symbol(warehouse.build_info().currency or "").strip()
    cost_label = _("What it costs in all") + (f" ({currency})" if currency else "")
    with st.form("new_decision"):
        left, right = st.columns(2)
        name = left.text_input(_("What is done"), max_chars=LONGEST_NAME, key="decision_name")
        owner = right.text_input(_("Who answers for it"), max_chars=LONGEST_NAME, key="decision_owner")
        decided_on = left.date_input(
            _("From which day"), earliest + timedelta(days=1), min_value=earliest,
            max_value=earliest + timedelta(days=3650), key="decision_day",
        )  # fmt: skip
        cost = right.number_input(cost_label, 0.0, 1e12, 0.0, key="decision_cost")
        months = left.selectbox(
            _("Measured after so many whole months"), MONTHS, index=1, key="decision_months",
            help=_("From the first of the month after that day."),
        )  # fmt: skip
        note = right.text_area(_("Note"), max_chars=LONGEST_NOTE, key="decision_note", height=90)
        if not st.form_submit_button(_("Record the decision"), type="primary"):
            return
    if not name.strip() or not owner.strip() or not isinstance(decided_on, date):
        empty(_("A decision needs a name, somebody who answers for it, and a day."))
        return
    facts: dict[str, object] = {
        "list_id": kept["list_id"],
        "name": name.strip(),
        "owner": owner.strip(),
        "cost": float(cost),
    }
    facts |= {
        "decided_on": decided_on.isoformat(),
        "months": int(months),
        "note": note.strip(),
        "made_by": access.name(),
    }
    opened: dict[str, object] = {"parent_id": None, "event": "opened", "note": "", "made_by": access.name()}
    workspace.write_all([("keep_decision", facts), ("keep_decision_event", opened)])
    address.choose("list", [])
    address.choose("decision", [str(max(row["decision_id"] for row in workspace.read("decisions")))])
    st.rerun()


def draw_events(decision: dict) -> None:
    """The buttons that close, withdraw or open a decision again, with a note. Raises WorkspaceError."""
    with st.form(f"event_{decision['decision_id']}", border=False):
        note = st.text_input(_("Why"), max_chars=LONGEST_NOTE, key=f"event_note_{decision['decision_id']}")
        names = {"closed": _("Close it"), "withdrawn": _("Withdraw it"), "reopened": _("Open it again")}
        with st.container(horizontal=True):
            pressed = [event for event in NEXT[decision["status"]] if st.form_submit_button(names[event])]
    if pressed:
        _write_event(decision["decision_id"], pressed[0], note.strip())


def _write_event(decision_id: int, event: str, note: str) -> None:
    try:
        workspace.write("keep_decision_event", parent_id=decision_id, event=event, note=note, made_by=access.name())
    except WorkspaceError as error:
        empty(_("The text could not be kept.") + f"\n\n{error}")
        return
    st.rerun()


def event_name(code: str) -> str:
    """What became of a decision, in a word."""
    return _(EVENTS[code])
