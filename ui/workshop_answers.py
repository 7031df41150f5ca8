"""What was answered beside the truth: the reader's own answer, and all answers of a room."""

import statistics
from collections import Counter

import streamlit as st

from analytics.figures import workshop as figures
from ui import charts, formats, workshop_picture, workshop_room
from ui.blocks import note
from ui.escape import plain
from ui.i18n import _
from ui.sentences import run_on
from ui.workshop_question import Question

MOST_BARS = 8


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
    return run_on(text, _("The middle answer: {middle}.").format(middle=question.show(f"{middle:.12g}")))


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
    fig = figures.named_bars(bars, title=_("Answers"), mode=charts.mode())
    workshop_picture.show(fig, key=f"answers_{question.code}", alt=_said(rows, question))
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
