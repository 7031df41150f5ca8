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


@dataclass(frozen=True)
class Question:
    """What is asked at a step: a number to type, or one of some choices.

    code : of the step; text : the question, marked for translation; truth : the right answer, computed
    choices : raw values, empty for a number; show : a raw value as written
    unit : of a number, marked for translation; tolerance : how far off still counts as right; start : where typing begins
    """

    code: str
    text: str
    truth: str
    show: Callable[[str], str]
    choices: Sequence[str] = ()
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
    """The widget for the answer, before the reveal; the presenter has none."""
    given = workshop_room.answer(question.code)
    key = f"workshop_{question.code}_{language()}"
    with st.form(f"{key}_form", border=True):
        if question.choices:
            st.radio(
                _("Your answer"), question.choices, key=key, format_func={c: question.show(c) for c in question.choices}.get,
                index=question.choices.index(given) if given in question.choices else None,
            )  # fmt: skip
        else:
            st.number_input(
                _("Your answer, {unit}").format(unit=_(question.unit)), key=key, min_value=0.0, max_value=question.high,
                value=float(given) if given is not None and question.takes(given) else None, placeholder=_("type a number"),
            )  # fmt: skip
        st.form_submit_button(
            _("Keep my answer"), on_click=_keep, args=(question, key), type="primary", icon=":material/how_to_vote:"
        )
    trouble = st.session_state.pop("workshop_trouble", None)
    if trouble:
        empty(trouble)
    elif given is not None and question.takes(given):
        note(_("Kept: {answer}. Change it until the answer is shown.").format(answer=f"**{question.show(given)}**"))


def _keep(question: Question, key: str) -> None:
    """Callback of the form."""
    value = st.session_state.get(key)
    if value is None:
        st.session_state["workshop_trouble"] = _("Answer first, then keep it.")
        return
    given = str(value) if question.choices else f"{value:.12g}"
    if question.takes(given) and not workshop_room.keep(question.code, given):
        st.session_state["workshop_trouble"] = _(
            "Your answer counts on this screen, but it could not be kept for the room: the folder cannot be written."
        )


def draw_verdict(question: Question) -> None:
    """Own answer against the truth, and everybody's answers beside it."""
    given = workshop_room.answer(question.code)
    if given is not None and question.takes(given):
        own = _("You said {given}.").format(given=question.show(given))
        right = _("That is right.") if question.is_right(given) else _("The answer is {truth}.")
        note(run_on(own, right.format(truth=question.show(question.truth))))
    else:
        note(_("The answer is {truth}.").format(truth=question.show(question.truth)))
    rows = [row for row in workshop_room.answers(question.code) if question.takes(row["answer"])]
    if len(rows) > 1 or (rows and not workshop_room.team()):
        with st.expander(_said(rows, question), icon=":material/groups:", expanded=workshop_room.is_presented()):
            _draw_answers(question, rows)


def count_text(question: Question) -> str:
    """How many have answered so far, for the presenter before the reveal."""
    rows = workshop_room.answers(question.code)
    return _("Answers so far: {n}, teams: {teams}").format(
        n=formats.whole(len(rows)), teams=formats.whole(len({row["team"] for row in rows}))
    )


def _said(rows: list[dict], question: Question) -> str:
    right = sum(question.is_right(row["answer"]) for row in rows)
    text = _("Answers: {n}, right: {right}").format(n=formats.whole(len(rows)), right=formats.whole(right))
    if question.choices:
        return text
    middle = statistics.median(float(row["answer"]) for row in rows)
    return run_on(text + _("."), _("Half said less than {middle}.").format(middle=question.show(f"{middle:.12g}")))


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
    teams = Counter(row["team"] for row in rows if question.is_right(row["answer"]))
    if not workshop_room.team() and len({row["team"] for row in rows}) > 1:
        parts = [
            _("{team}: {right} of {n}").format(
                team=plain(team) if team else _("without a team"), right=teams[team], n=number
            )
            for team, number in sorted(Counter(row["team"] for row in rows).items())
        ]
        note(_("Right by team: {teams}").format(teams=" · ".join(parts)))


def _size(given: str) -> float:
    return float(given)
