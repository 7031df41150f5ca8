"""The run sheet of a workshop of 90 minutes: what comes when, what is asked, what is likely to be answered, what to say."""

from collections.abc import Iterator
from dataclasses import dataclass

from ui import workshop_path
from ui.i18n import N_, _

OPENING = N_("Welcome and rules")
OPENING_ADVICE = N_(
    "Teams of two to six, mixed by department. Say the rule: first guess, then look; a wrong guess is worth more than none. "
    "Open a room and have the teams join, or hand out the sheets. Ask: how many customers did you win last year? How many did "
    "you lose? Few know the second."
)
PROMISE_ADVICE = N_(
    "Five minutes in teams, one minute each to read aloud. No promise without an owner and a day. Fix the date on which you "
    "will ask again, and print the sheet."
)
ALWAYS = (
    N_("Ask, wait, collect, show, move a lever, ask why. Never explain before the guess."),
    N_("Short of time: leave out steps 6, 8 and 9. They can be done alone afterwards."),
    N_("Does somebody doubt a figure? Move the lever and let them look."),
    N_("No network is needed. No projector? Hand out the sheets and read the answers from yours."),
)


@dataclass(frozen=True)
class Slot:
    """One entry of the plan, in the reader's words: minutes from the start, name, and what a leader needs for it."""

    start: int
    end: int
    name: str
    place: int | None
    question: str = ""
    answer: str = ""
    wrong: str = ""
    advice: str = ""


def slots() -> Iterator[Slot]:
    """The entries in their order; they fill 90 minutes."""
    now = workshop_path.MINUTES["opening"]
    yield Slot(0, now, _(OPENING), None, advice=_(OPENING_ADVICE))
    for place, step in enumerate(workshop_path.STEPS):
        question = step.question
        yield Slot(
            now, now + step.minutes, _(step.name), place, _(question.text), question.show(question.truth), _(step.wrong),
            _(step.advice),
        )  # fmt: skip
        now += step.minutes
    last = len(workshop_path.STEPS)
    yield Slot(
        now, now + workshop_path.minutes_at(last), _(workshop_path.COMMITMENTS_NAME), last, advice=_(PROMISE_ADVICE)
    )


def time_of(minutes: int) -> str:
    """Minutes from the start as a clock shows them: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"
