"""A question of the workshop: what is asked, what may be answered, and when an answer is right."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


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
