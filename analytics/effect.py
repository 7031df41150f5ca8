"""What a decision brought: contacted customers against those held out at random, with an interval; refused when too few.

Difference of means with unequal variances (Welch 1947, Biometrika 34: 28-35); difference of shares by Newcombe's hybrid
score interval (Newcombe 1998, Statistics in Medicine 17: 873-890, method 10).
"""

from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtri, stdtrit

FEWEST = 30  # customers in each group below which no effect is stated
COVERAGE = 0.95


@dataclass(frozen=True)
class Group:
    """One group after the wait: customers, mean and variance (n - 1) of money each, how many bought at least once."""

    customers: int
    mean: float
    variance: float
    bought: int


@dataclass(frozen=True)
class Interval:
    """An estimate with the ends of its interval of COVERAGE."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """True when the interval leaves zero out."""
        return self.low > 0 or self.high < 0

    def times(self, factor: float) -> "Interval":
        """The interval of `factor` (>= 0) times the quantity."""
        return Interval(self.value * factor, self.low * factor, self.high * factor)

    def less(self, amount: float) -> "Interval":
        """The interval after a known amount is taken off."""
        return Interval(self.value - amount, self.low - amount, self.high - amount)


@dataclass(frozen=True)
class Effect:
    """money_each : difference of means; share : difference of the shares that bought; profit : over all contacted, less
    the cost. All contact minus holdout.
    """

    money_each: Interval
    share: Interval
    profit: Interval


class EffectRefused(ValueError):
    """No effect can be stated; `code` says why and `figures` holds what the sentence needs."""

    def __init__(self, code: str, **figures: float):
        super().__init__(code)
        self.code, self.figures = code, figures


def effect(contact: Group, holdout: Group, *, cost: float = 0.0) -> Effect:
    """Effect of contacting, from two groups drawn at random. Money in the unit of the groups' means.

    Raises EffectRefused: no_holdout, groups_too_small (either below FEWEST).
    """
    if holdout.customers == 0:
        raise EffectRefused("no_holdout")
    if min(contact.customers, holdout.customers) < FEWEST:
        raise EffectRefused("groups_too_small", contact=contact.customers, holdout=holdout.customers, fewest=FEWEST)
    each = _welch(contact, holdout)
    return Effect(each, _newcombe(contact, holdout), each.times(contact.customers).less(cost))


def smallest_effect(contact: Group, holdout: Group) -> float:
    """Half the width of the interval of the money each: a smaller effect cannot be told from chance by these groups."""
    each = _welch(contact, holdout)
    return (each.high - each.low) / 2


def _welch(a: Group, b: Group) -> Interval:
    part_a, part_b = a.variance / a.customers, b.variance / b.customers
    error, difference = sqrt(part_a + part_b), a.mean - b.mean
    if error == 0:
        return Interval(difference, difference, difference)
    freedom = (part_a + part_b) ** 2 / (part_a**2 / (a.customers - 1) + part_b**2 / (b.customers - 1))
    reach = float(stdtrit(freedom, (1 + COVERAGE) / 2)) * error
    return Interval(difference, difference - reach, difference + reach)


def _newcombe(a: Group, b: Group) -> Interval:
    share_a, share_b = a.bought / a.customers, b.bought / b.customers
    low_a, high_a = _wilson(share_a, a.customers)
    low_b, high_b = _wilson(share_b, b.customers)
    difference = share_a - share_b
    low = difference - sqrt((share_a - low_a) ** 2 + (high_b - share_b) ** 2)
    high = difference + sqrt((high_a - share_a) ** 2 + (share_b - low_b) ** 2)
    return Interval(difference, low, high)


def _wilson(share: float, count: int) -> tuple[float, float]:
    z = float(ndtri((1 + COVERAGE) / 2))
    centre = share + z * z / (2 * count)
    reach = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (centre - reach) / (1 + z * z / count), (centre + reach) / (1 + z * z / count)
