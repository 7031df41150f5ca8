"""The last step: what each team will do, who, and by when, kept and listed."""

from functools import partial

import pandas as pd
import streamlit as st

from ui import charts, export_log, workshop_paper, workshop_room, workshop_teams
from ui.blocks import empty, headline, note, section
from ui.i18n import _, language

LENGTH = 200


def draw() -> None:
    """The sheet of commitments with a form under it."""
    kept = sorted(workshop_room.commitments(), key=lambda row: row["team"])
    headline(_("What will you do differently on Monday?"))
    note(
        _(
            "One thing a team is enough: something that can be begun within two weeks, with one owner, a day, and the figure "
            "that will show whether it worked."
        )
    )
    if kept:
        charts.table(
            table(kept), key="commitments", columns=columns(), whole=True, alt=_("What was promised"),
            on_pick=lambda row: _withdraw(kept[row]["commitment_id"]),
        )  # fmt: skip
        st.caption(_("Pick a row to take it back."))
        _draw_sheet(kept)
    else:
        empty(_("Nothing is promised yet."))
    _draw_form()
    if workshop_room.name() and workshop_room.is_presented():
        section(_("Right answers by team"))
        workshop_teams.draw_score("at_end")


def _draw_sheet(kept: list[dict]) -> None:
    text = workshop_paper.promise_sheet(list(columns().values()), table(kept)[list(columns())].to_numpy().tolist())
    file = "workshop-promises.html"
    st.download_button(
        _("Sheet to print"),
        export_log.noted(partial(text.encode, "utf-8"), what="promise_sheet", rows=len(kept), file_name=file),
        file_name=file, mime="text/html", key="promise_sheet", on_click="ignore", icon=":material/print:",
    )  # fmt: skip


def table(kept: list[dict]) -> pd.DataFrame:
    """The commitments as shown."""
    return pd.DataFrame(kept, columns=["team", "what", "owner", "due"])


def columns() -> dict[str, str]:
    """Their names; the team only in a room."""
    names = {"what": _("What we will do"), "owner": _("Who"), "due": _("By when")}
    return {"team": _("Team"), **names} if workshop_room.name() else names


def _draw_form() -> None:
    key = f"promise_{language()}"
    with st.form(key, clear_on_submit=True):
        st.text_input(_("What we will do"), key=f"{key}_what", max_chars=LENGTH)
        left, right = st.columns(2)
        with left:
            st.text_input(_("Who"), key=f"{key}_owner", max_chars=LENGTH)
        with right:
            st.text_input(_("By when"), key=f"{key}_due", max_chars=LENGTH)
        st.form_submit_button(_("Promise"), on_click=_keep, args=(key,), type="primary", icon=":material/handshake:")
    trouble = st.session_state.pop("workshop_trouble", None)
    if trouble:
        empty(trouble)


def _keep(key: str) -> None:
    """Callback of the form."""
    what, owner, due = (_typed(f"{key}_{part}") for part in ("what", "owner", "due"))
    if not what or not owner:
        st.session_state["workshop_trouble"] = _("Type what you will do and who does it.")
    elif not workshop_room.commit(what, owner, due):
        st.session_state["workshop_trouble"] = _("It could not be kept: the folder of the workspace cannot be written.")


def _typed(key: str) -> str:
    return " ".join((st.session_state.get(key) or "").split())[:LENGTH]


def _withdraw(commitment_id: int) -> None:
    """Callback of a pick in the table."""
    if not workshop_room.withdraw(commitment_id):
        st.session_state["workshop_trouble"] = _("It could not be kept: the folder of the workspace cannot be written.")
