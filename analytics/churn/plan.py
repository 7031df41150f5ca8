"""Which days a warning learns from, is calibrated on and is judged on, so that no label reaches into later features.

Everything is a function of the day on which one stands: on it, only labels whose window has closed are known.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from analytics.models.state import ModelRefused

LEAST_HISTORY_DAYS = 90  # features of a day with less behind it say little
LEARNING_DAYS = 6  # month ends learnt from; more are nearly copies of one another
LEARNING_STEP_MONTHS = 3
FOLLOWED_MONTHS = 13  # month ends on which the warning of the first of them is judged: a year of decay


@dataclass(frozen=True)
class Standing:
    """A warning as it could have been made on a day: month ends to learn from, and a later one to calibrate on.

    calibrate_on : None where the history is too short for a later day; then the learner's own chances stand
    """

    stands_on: date
    learn_on: tuple[date, ...]
    calibrate_on: date | None


@dataclass(frozen=True)
class Plan:
    """Three warnings made alike: an older one that is followed, the latest that can be judged, and the one that serves.

    followed, follow_on : the month ends on which the older one is judged, the first is the day it stands on
    reported : stands on the last of them; on a short history it is the followed one
    """

    followed: Standing
    follow_on: tuple[date, ...]
    reported: Standing
    serving: Standing


def plan(month_ends, *, log_start, as_of, risk_days):
    """The plan of a build.

    month_ends : all month ends of the log, ascending; risk_days : length of the label's window
    Raises ModelRefused("history_too_short") with the days there are and the days needed when nothing can be judged.
    """
    known = [day for day in month_ends if day <= as_of - timedelta(days=risk_days)]
    usable = [day for day in month_ends if day >= log_start + timedelta(days=LEAST_HISTORY_DAYS)]
    chances = [day for day in known[-FOLLOWED_MONTHS:] if _learning_days(usable, day, risk_days)]
    if not chances:
        raise ModelRefused(
            "history_too_short",
            history_days=(as_of - log_start).days + 1,
            needed_days=LEAST_HISTORY_DAYS + 2 * risk_days + 31,
        )
    calibrated = [day for day in chances if _standing(usable, day, risk_days).calibrate_on]
    first = (calibrated or chances)[0]
    return Plan(
        followed=_standing(usable, first, risk_days),
        follow_on=tuple(day for day in known if day >= first),
        reported=_standing(usable, known[-1], risk_days),
        serving=_standing(usable, as_of, risk_days),
    )


def _standing(usable, stands_on, risk_days):
    known = [day for day in usable if day <= stands_on - timedelta(days=risk_days)]
    earlier = _learning_days(usable, known[-1], risk_days) if known else []
    if earlier:
        return Standing(stands_on, _spaced(earlier), known[-1])
    return Standing(stands_on, _spaced(known), None)


def _learning_days(usable, stands_on, risk_days):
    return [day for day in usable if day <= stands_on - timedelta(days=risk_days)]


def _spaced(days):
    return tuple(sorted(days[::-LEARNING_STEP_MONTHS][:LEARNING_DAYS]))
