"""What a step of the guided path is made of, and the small pieces that its cases share."""

from collections.abc import Callable
from dataclasses import dataclass

from ui import formats, page_options
from ui.workshop_question import Question


@dataclass(frozen=True)
class Step:
    """One step: a name, minutes in a workshop of 90, the situation, a question, and what is shown after the guess.

    setting : the situation in words, before the question; explore : draws levers, picture and reason, returns the finding
    own : pages that show the same on the reader's own data; needs : what those data must hold, in words
    advice : for whoever leads the workshop; wrong : answers that are likely and not right, and where they come from
    """

    code: str
    name: str
    minutes: int
    setting: Callable[[], str]
    explore: Callable[[], str]
    question: Question
    own: tuple[str, ...] = ()
    needs: str = ""
    advice: str = ""
    wrong: str = ""


def rate_of(name: str, label: str, percents: range, *, default: int, help_text: str | None = None) -> float:
    """A lever in whole per cent; returns the rate."""
    choices = tuple(str(each) for each in percents)
    chosen = page_options.slider(name, label, choices, default=str(default), show=percent_text, help_text=help_text)
    return float(chosen) / 100


def percent_text(value: str) -> str:
    """A raw number of per cent as written: 25%."""
    return formats.without_zeros(formats.percent(float(value) / 100, 1))
