"""The room of a workshop: who answers (room, team, a sign of the browser), what was answered, and what is revealed.

Answers belong to the room, not to a warehouse, so they lie in a workspace of their own. Teams read only their own.
Without a room a reader goes the path alone, and answers last as long as the session.
"""

import secrets
from collections.abc import Callable

import streamlit as st

from data import workspace
from data.workspace import WorkspaceError
from ui import address
from ui.workspace import root

NAME_LENGTH = 40
_FILE = "workshop.room"  # a dot: no warehouse can have this name
_OWN = "workshop_own"  # session: (room, question) -> answer, what counts where nothing can be written

_LED = "workshop_led"  # session: (room, where) as last noted
_PRESENTER, _LEAD = "presenter", "lead"


def name() -> str:
    """Name of the room; every workshop on one server has its own. Empty for a reader alone."""
    return cleaned(address.value("room") or "")


def team() -> str:
    """The team that answers here; empty for the presenter."""
    return cleaned(address.value("team") or "")


def cleaned(text: str) -> str:
    """A name as it is kept: one line, of bearable length."""
    return " ".join(text.split())[:NAME_LENGTH]


def enter(room: str) -> None:
    """Open a room, or leave it with an empty name."""
    address.choose("room", [room] if room else [])
    for key in ("team", "me"):
        address.choose(key, [])


def new_name() -> str:
    """A name for a room, easy to call out."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _letter in range(4))


def join(team_named: str) -> None:
    """Answer for this team from now on."""
    address.choose("team", [cleaned(team_named)])


def is_participant() -> bool:
    """This reader came by the link for teams."""
    return name() != "" and address.value("view") == "team"


def is_presented() -> bool:
    """The presenter view is on: no chrome, large type."""
    return address.value("view") == "room"


def is_revealed(question: str) -> bool:
    """This reader has had the answer shown."""
    return question in address.values("shown")


def reveal(question: str) -> None:
    """Show the answer from now on; it stands in the address."""
    if not is_revealed(question):
        address.choose("shown", [*address.values("shown"), question])


def cover(question: str) -> None:
    """Hide the answer again; guesses stay."""
    address.choose("shown", [each for each in address.values("shown") if each != question])


def hide(question: str) -> None:
    """Ask again: the answer is hidden and the reader's own guess taken back."""
    cover(question)
    st.session_state.setdefault(_OWN, {}).pop((name(), question), None)
    if name() and address.value("me"):
        _try(lambda: _write("workshop_drop_answer", room=name(), voter=_voter(), question=question))


def answer(question: str) -> str | None:
    """What this browser answered in this room; None before."""
    own = st.session_state.setdefault(_OWN, {}).get((name(), question))
    if own is not None or not name() or address.value("me") is None:
        return own
    rows = _read("workshop_own_answer", room=name(), voter=_voter(), question=question)
    return rows[0]["answer"] if rows else None


def keep(question: str, given: str) -> bool:
    """Keep an answer, the last before the reveal counts. False when it could be kept for this session only."""
    st.session_state.setdefault(_OWN, {})[name(), question] = given
    return not name() or _keep(team(), _voter(), question, given)


def keep_for(team_named: str, question: str, given: str) -> bool:
    """Keep what a team called out, typed by the presenter: one answer a team. False when it could not be kept."""
    return _keep(team_named, f"team {team_named}", question, given)


def answers(question: str) -> list[dict]:
    """Answers of this reader's team, or of all teams for the presenter: team, voter, answer."""
    return _read("workshop_answers", room=name(), question=question, team=team()) if name() else []


def all_answers() -> list[dict]:
    """Answers to all questions, as `answers`: team, question, answer."""
    return _read("workshop_room_answers", room=name(), team=team()) if name() else []


def lead(where: str) -> None:
    """Note where the presenter stands, for the teams to follow; written only when it has changed."""
    if name() and st.session_state.get(_LED) != (name(), where):
        st.session_state[_LED] = (name(), where)
        _keep("", _PRESENTER, _LEAD, where)


def led() -> str:
    """Where the presenter of this room stands; empty when nobody leads."""
    rows = _read("workshop_own_answer", room=name(), voter=_PRESENTER, question=_LEAD) if name() else []
    return rows[0]["answer"] if rows else ""


def commitments() -> list[dict]:
    """What this team committed to, or all teams for the presenter: commitment_id, team, what, owner, due."""
    if not name() and address.value("me") is None:
        return []
    return _read("workshop_commitments", room=_own_room(), team=team())


def commit(what: str, owner: str, due: str) -> bool:
    """Keep a commitment; False when it could not be kept."""
    values = {"room": _own_room(), "team": team(), "what": what, "owner": owner, "due": due}
    return _try(lambda: _write("workshop_keep_commitment", **values))


def withdraw(commitment_id: int) -> bool:
    """Take a commitment back."""
    return _try(lambda: _write("workshop_drop_commitment", room=_own_room(), commitment_id=commitment_id))


def empty_room() -> bool:
    """Delete all answers and commitments of this room: the next workshop starts from nothing."""
    st.session_state[_OWN] = {}
    st.session_state.pop(_LED, None)
    done = _try(lambda: _write("workshop_drop_answers", room=name()))
    return done and _try(lambda: _write("workshop_drop_commitments", room=name()))


def _voter() -> str:
    """A random sign of this browser, in the address so that a phone that reloads stays the same voter."""
    sign = cleaned(address.value("me") or "")
    if not sign:
        sign = secrets.token_hex(4)
        address.choose("me", [sign])
    return sign


def _own_room() -> str:
    """The room, or for a reader alone one that nobody else has: commitments outlast the session."""
    return name() or f"alone {_voter()}"


def _keep(team_named: str, voter: str, question: str, given: str) -> bool:
    values = {"room": name(), "team": team_named, "voter": voter, "question": question, "answer": given}
    return _try(lambda: _write("workshop_keep_answer", **values))


def _read(statement: str, **params: object) -> list[dict]:
    try:
        return workspace.read(workspace.path_of(root(), _FILE), statement, params)
    except WorkspaceError:
        return []


def _write(statement: str, **params: object) -> int:
    return workspace.write(workspace.path_of(root(), _FILE), statement, params)


def _try(act: Callable[[], int]) -> bool:
    try:
        act()
    except WorkspaceError:
        return False
    return True
