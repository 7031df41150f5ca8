"""A rise after a mailing that nobody caused: customers picked for a bad year do better in the next by themselves."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class BeforeAfter:
    """Purchases a customer and year of those picked: before, after without any mailing, after with it."""

    picked_rate: float
    before: float
    after_without: float
    after_with: float

    @property
    def claimed_rate(self) -> float:
        """What before and after alone seem to show."""
        return self.after_with / self.before - 1

    @property
    def true_rate(self) -> float:
        """What the mailing really added, against those picked alike and not mailed."""
        return self.after_with / self.after_without - 1


def before_after(*, at_most, true_effect_rate=0.0, mean=4.0, shape=1.0):
    """Customers who bought at most `at_most` times (>= 1) in a year are mailed; the year after, with and without it.

    Purchases are Poisson with gamma rates (mean, shape), unchanged from year to year. Of those who bought x times the
    expected next year is (shape + x) / (shape / mean + 1): Ehrenberg (1988), Repeat-Buying, conditional trend analysis.
    """
    if at_most < 1:
        raise ValueError("pick customers with one purchase at least, else there is no year before to compare with")
    rate = shape / mean
    chance = [_chance(x, shape, rate) for x in range(at_most + 1)]
    picked = sum(chance)
    before = sum(x * p for x, p in enumerate(chance)) / picked
    after = sum((shape + x) / (rate + 1) * p for x, p in enumerate(chance)) / picked
    return BeforeAfter(picked, before, after, after * (1 + true_effect_rate))


def _chance(x: int, shape: float, rate: float) -> float:
    """Negative binomial probability of x purchases in a year, for gamma rates of this shape and rate."""
    log_ways = math.lgamma(shape + x) - math.lgamma(shape) - math.lgamma(x + 1)
    return math.exp(log_ways + shape * math.log(rate / (rate + 1)) - x * math.log(rate + 1))
