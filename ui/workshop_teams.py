"""The room seen by its presenter: opening it, the link for teams, who was right; and joining and following as a team."""

from collections import Counter
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ui import access, charts, workshop_path, workshop_room
from ui.blocks import empty, headline, note
from ui.i18n import _, language

FOLLOW_SECONDS = 3.0
SHOWN = " shown"  # behind the step's code where its answer is out
_FOLLOWED = "workshop_followed"
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def draw_room() -> None:
    """For the presenter: open a room, or what belongs to the open one."""
    with st.expander(_("Room and teams"), icon=":material/groups:", expanded=workshop_room.name() != ""):
        if not workshop_room.name():
            note(
                _(
                    "In a room teams answer on their own phones or laptops and follow your steps, or you type what they call "
                    "out. Each team sees its own answers alone, you see all."
                )
            )
            st.button(_("Open a room"), on_click=_open, key="open_room", type="primary", icon=":material/meeting_room:")
            return
        _draw_link()
        draw_score("room")
        _draw_end()


def _open() -> None:
    workshop_room.enter(workshop_room.new_name())


def _draw_link() -> None:
    url = str(st.context.url or "").split("?")[0]
    link = f"{url}?{urlencode({'room': workshop_room.name(), 'view': 'team', 'lang': language()})}"
    note(_("Teams open this address; it asks for the name of the team."))
    st.code(link, language=None, wrap_lines=True)
    if any(f"//{host}" in url for host in LOCAL):
        st.caption(
            _(
                "This address works on this machine alone. For phones start the server on an address of the network of the "
                "room, as presenter (see the read-me); no connection to the internet is needed."
            )
        )
    elif access.reader().is_local and access.reader().sees_personal:
        empty(
            _(
                "Whoever opens this address may open all pages, customers too. Start the server as presenter (see the read-me)."
            )
        )


def draw_score(place: str) -> None:
    """Right answers by team, over all steps. `place`: one for each place on a page."""
    rows = scores()
    if rows.empty:
        empty(_("Nobody has answered yet."))
        return
    names = {"team": _("Team"), "answers": _("Answers"), "right": _("Right")}
    charts.table(rows, key=f"scores_{place}", columns=names, whole=True, alt=_("Right answers by team"))


def scores() -> pd.DataFrame:
    """team, answers, right; the best first. Answers that no form of ours could have sent do not count."""
    questions = {step.code: step.question for step in workshop_path.STEPS}
    kept = [
        (row["team"] or _("without a team"), questions[row["question"]].is_right(row["answer"]))
        for row in workshop_room.all_answers()
        if row["question"] in questions and questions[row["question"]].takes(row["answer"])
    ]
    given, right = Counter(team for team, _is in kept), Counter(team for team, is_right in kept if is_right)
    rows = [(team, number, right[team]) for team, number in given.items()]
    return pd.DataFrame(sorted(rows, key=lambda row: -row[2]), columns=["team", "answers", "right"])


def _draw_end() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Leave the room"), on_click=workshop_room.enter, args=("",), key="leave_room", icon=":material/logout:"
        )
        with st.popover(_("Empty the room"), icon=":material/delete:"):
            note(_("This deletes all answers and promises of this room for good."))
            st.button(_("Delete them"), on_click=workshop_room.empty_room, key="empty_room")


def draw_join() -> None:
    """For a team that has just come: its name."""
    headline(_("Which team are you?"))
    note(
        _("Two to six people answer together. Any name will do; your answers are seen by your team and the presenter.")
    )
    key = f"join_{language()}"
    with st.form(key):
        st.text_input(_("Name of the team"), key=f"{key}_team", max_chars=workshop_room.NAME_LENGTH)
        st.form_submit_button(_("Join"), on_click=_join, args=(f"{key}_team",), type="primary")


def _join(key: str) -> None:
    workshop_room.join(st.session_state.get(key) or "")


def lead() -> None:
    """Let the teams know where the presenter stands."""
    code = workshop_path.CODES[workshop_path.position()]
    workshop_room.lead(code + SHOWN if workshop_room.is_revealed(code) else code)


def is_led() -> bool:
    """A presenter leads this room, and shows the answers."""
    return workshop_room.is_participant() and workshop_room.led() != ""


def follow() -> None:
    """Look every few seconds where the presenter stands, and go there when it has changed."""
    st.fragment(_follow, run_every=FOLLOW_SECONDS)()


def _follow() -> None:
    where = workshop_room.led()
    code = where.removesuffix(SHOWN)
    if not where or where == st.session_state.get(_FOLLOWED) or code not in workshop_path.CODES:
        return
    st.session_state[_FOLLOWED] = where
    workshop_path.go_to(workshop_path.CODES.index(code))
    if where.endswith(SHOWN):
        workshop_room.reveal(code)
    else:
        workshop_room.cover(code)
    st.rerun()
