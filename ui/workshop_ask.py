"""The form for an answer, before it is shown; for the presenter of a room what the teams call out."""

import streamlit as st

from ui import workshop_answers, workshop_room
from ui.blocks import empty, note
from ui.i18n import _, language
from ui.workshop_question import Question

COUNT_SECONDS = 3.0


def draw_ask(question: Question) -> None:
    """The form for an answer, before the reveal; the presenter of a room types there what the teams call out."""
    given = workshop_room.answer(question.code)
    if workshop_room.name() and not workshop_room.is_participant():
        _draw_for_teams(question)
        return
    key = f"workshop_{question.code}_{language()}"
    with st.form(f"{key}_form", border=True):
        _draw_input(question, given, key)
        st.form_submit_button(
            _("Keep the answer"), on_click=_keep, args=(question, key), type="primary", icon=":material/how_to_vote:"
        )
    if not _say_trouble() and given is not None and question.takes(given):
        note(_("Kept: {answer}. Change it until the answer is shown.").format(answer=f"**{question.show(given)}**"))


def _draw_for_teams(question: Question) -> None:
    """The choices for all to read, who has answered, and a folded form for teams without a screen of their own."""
    if question.choices and not question.is_listed:
        note("\n".join(f"- {question.show(each)}" for each in question.choices))
    key = f"workshop_{question.code}_{language()}"
    st.fragment(lambda: note(workshop_answers.count_text(question)), run_every=COUNT_SECONDS)()
    with (
        st.container(key="workshop_typed"),
        st.expander(_("Type what a team calls out"), icon=":material/keyboard:"),
        st.form(f"{key}_form", border=False, clear_on_submit=True),
    ):
        st.text_input(_("Team that answers"), key=f"{key}_team", max_chars=workshop_room.NAME_LENGTH)
        _draw_input(question, None, key)
        st.form_submit_button(
            _("Keep the answer"), on_click=_keep_for_team, args=(question, key), icon=":material/how_to_vote:"
        )
    _say_trouble()


def _say_trouble() -> bool:
    """Say what was wrong with the form; False when nothing was."""
    trouble = st.session_state.pop("workshop_trouble", None)
    if trouble:
        empty(trouble)
    return bool(trouble)


def _draw_input(question: Question, given: str | None, key: str) -> None:
    if question.choices:
        st.radio(
            _("Your answer"), question.choices, key=key, format_func={c: question.show(c) for c in question.choices}.get,
            index=question.choices.index(given) if given in question.choices else None,
        )  # fmt: skip
    else:
        st.number_input(
            _("Your answer, {unit}").format(unit=_(question.unit)), key=key, min_value=0.0, max_value=float(question.high),
            value=float(given) if given is not None and question.takes(given) else None, placeholder=_("type a number"),
        )  # fmt: skip


def _typed(question: Question, key: str) -> str | None:
    """What stands in the form; None, and a word about it, where it is empty."""
    value = st.session_state.get(key)
    if value is None:
        st.session_state["workshop_trouble"] = _("Answer first, then keep it.")
        return None
    given = str(value) if question.choices else f"{value:.12g}"
    return given if question.takes(given) else None


def _keep(question: Question, key: str) -> None:
    """Callback of the form of a participant, or of a reader alone."""
    given = _typed(question, key)
    if given is not None and not workshop_room.keep(question.code, given):
        st.session_state["workshop_trouble"] = _(
            "Your answer counts on this screen, but it could not be kept for the room: the folder cannot be written."
        )


def _keep_for_team(question: Question, key: str) -> None:
    """Callback of the presenter's form."""
    given, team = _typed(question, key), workshop_room.cleaned(st.session_state.get(f"{key}_team") or "")
    if given is None:
        return
    if not team:
        st.session_state["workshop_trouble"] = _("Type which team answers.")
    elif not workshop_room.keep_for(team, question.code, given):
        st.session_state["workshop_trouble"] = _("It could not be kept: the folder of the workspace cannot be written.")
