"""Guess, then reveal: the question of a step, the reader's answer, and all answers beside the truth."""

import math
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.figures import workshop as figures
from ui import charts, formats, workshop_room
from ui.blocks import empty, note
from ui.escape import plain
from ui.i18n import _, language
from ui.sentences import run_on

MOST_BARS = 8
COUNT_SECONDS = 3.0


@dataclass(frozen=True)
class Question:
    """What is asked at a step: a number to type, or one of some choices.

    code : of the step; text : the question, marked for translation; truth : the right answer, computed
    choices : raw values, empty for a number; show : a raw value as written
    is_listed : the situation names the choices already
    unit : of a number, marked for translation; tolerance : how far off still counts as right; start : where typing begins
    """

    code: str
    text: str
    truth: str
    show: Callable[[str], str]
    choices: Sequence[str] = ()
    is_listed: bool = False
    unit: str = ""
    tolerance: float = 0.0
    high: float = 1e9

    def is_right(self, given: str) -> bool:
        """The answer is the truth, or near enough to it."""
        if self.choices:
            return given == self.truth
        return abs(float(given) - float(self.truth)) <= self.tolerance

    def takes(self, given: str) -> bool:
        """False for what no widget of ours could have sent."""
        if self.choices:
            return given in self.choices
        try:
            return math.isfinite(float(given)) and 0 <= float(given) <= self.high
        except ValueError:
            return False


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
    st.fragment(lambda: note(count_text(question)), run_every=COUNT_SECONDS)()
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


def draw_verdict(question: Question) -> None:
    """The question again, and the own answer against the truth."""
    given = workshop_room.answer(question.code)
    truth = _("The answer: {truth}.").format(truth=question.show(question.truth))
    if given is not None and question.takes(given):
        own = _("You said: {guess}.").format(guess=question.show(given))
        truth = run_on(own, _("That is right.") if question.is_right(given) else truth)
    note(run_on(_(question.text), f"**{truth}**"))


def has_answers(question: Question) -> bool:
    """Others than this reader have answered."""
    rows = taken(question)
    return len(rows) > 1 or (bool(rows) and not workshop_room.is_participant())


def draw_answers(question: Question) -> None:
    """All answers this reader may see beside the truth: on the wall at once, else folded away."""
    rows = taken(question)
    if workshop_room.is_presented():
        note(_said(rows, question))
        _draw_answers(question, rows)
        return
    with st.expander(_said(rows, question), icon=":material/groups:"):
        _draw_answers(question, rows)


def taken(question: Question) -> list[dict]:
    """Answers of the room that could have come from our own form."""
    return [row for row in workshop_room.answers(question.code) if question.takes(row["answer"])]


def count_text(question: Question) -> str:
    """How many have answered so far, for the presenter before the reveal."""
    rows = taken(question)
    teams = sorted({row["team"] for row in rows if row["team"]})
    text = _("Answers so far: {n}").format(n=formats.whole(len(rows)))
    return f"{text} · {' · '.join(plain(team) for team in teams)}" if teams else text


def _said(rows: list[dict], question: Question) -> str:
    right = sum(question.is_right(row["answer"]) for row in rows)
    text = _("Answers: {n}, right: {right}.").format(n=formats.whole(len(rows)), right=formats.whole(right))
    if question.choices:
        return text
    middle = statistics.median(float(row["answer"]) for row in rows)
    return run_on(text, _("Half said less than {middle}.").format(middle=question.show(f"{middle:.12g}")))


def _draw_answers(question: Question, rows: list[dict]) -> None:
    """One bar an answer, the right ones in the colour of the value; then who said what, by team."""
    counted = Counter(row["answer"] for row in rows)
    kept = sorted(counted, key=lambda each: -counted[each])[:MOST_BARS]
    order = [each for each in question.choices if each in kept] or sorted(kept, key=_size)
    if not any(question.is_right(each) for each in order):
        order = [*order, question.truth]
    bars = [
        figures.Bar(
            question.show(each) + (" ✓" if question.is_right(each) else ""),
            counted[each],
            formats.whole(counted[each]),
            "value" if question.is_right(each) else "quiet",
        )
        for each in order
    ]
    alt = _said(rows, question)
    charts.chart(
        figures.named_bars(bars, title=_("Answers"), mode=charts.mode()), key=f"answers_{question.code}", alt=alt
    )
    if not workshop_room.is_participant():
        note(_right_teams(question, rows))


def _right_teams(question: Question, rows: list[dict]) -> str:
    """The teams with right answers, with their number where a team answered more than once."""
    given = Counter(row["team"] for row in rows if row["team"])
    right = Counter(row["team"] for row in rows if question.is_right(row["answer"]) and row["team"])
    if not given:
        return ""
    if not right:
        return _("No team was right.")
    parts = [
        plain(team)
        if given[team] == 1
        else _("{team} ({right} of {n})").format(team=plain(team), right=n, n=given[team])
        for team, n in sorted(right.items())
    ]
    return _("Right: {teams}").format(teams=" · ".join(parts))


def _size(given: str) -> float:
    return float(given)
