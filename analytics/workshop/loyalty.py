"""Satisfaction against loyalty, by how free customers are to choose: reference curves and the four zones."""

import math

LEVELS = ("monopoly", "protected", "open", "commodity")
TIMES_LIKELIER = 6.0  # totally satisfied against satisfied customers of Xerox: Jones & Sasser (1995), HBR 73(6)
LOWEST, HIGHEST = 1.0, 5.0  # the scale of a questionnaire
MIDDLE = 0.5


def _position(score):
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"satisfaction is scored from {LOWEST:g} to {HIGHEST:g}; got {score}")
    return (score - LOWEST) / (HIGHEST - LOWEST)


def exponent(level):
    """Bend of the curve: below 1 customers stay though dissatisfied, above 1 only the delighted stay.

    The commodity market is laid through the one published figure: 5 of 5 against 4 of 5 is TIMES_LIKELIER. The others are
    references of shape, not measurements.
    """
    commodity = math.log(TIMES_LIKELIER) / math.log(1 / _position(4))
    return {"monopoly": 0.1, "protected": 0.4, "open": 2.0, "commodity": commodity}[level]


def loyal_rate(score, level):
    """Reference share that stays at a satisfaction of `score` in [1, 5]; 0 at the lowest, 1 at the highest."""
    return _position(score) ** exponent(level)


def zone(score, loyalty_rate):
    """captive, loyal, mercenary or defector: either side of the middle of both scales."""
    if _position(score) >= MIDDLE:
        return "loyal" if loyalty_rate >= MIDDLE else "mercenary"
    return "captive" if loyalty_rate >= MIDDLE else "defector"


def satisfaction_index(*, experience, expectation):
    """c = b / a: experience over expectation, both > 0; above 1 more than was expected."""
    if experience < 0 or expectation <= 0:
        raise ValueError("the index needs a positive expectation and no negative experience")
    return experience / expectation
