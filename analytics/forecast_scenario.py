"""What if: levers on the course of one slice, carried forward by the same arithmetic as the forecast. Milliseconds.

A scenario multiplies customers acquired, rates of leaving by age, rates of coming back and margin from the next period on.
Without levers it is the course itself, and in every scenario opening + acquired + won back - lost = closing.
"""

from dataclasses import astuple, dataclass

import numpy as np

from analytics.forecast_course import Layout, course

__all__ = [
    "LEVERS",
    "SMALLEST",
    "Levers",
    "Scenario",
    "Slice",
    "carried",
    "close_gap",
    "kept_share",
    "slice_of",
    "value_factor",
]

PARTS = ("first", "returned", "lapsed")
SMALLEST = -100  # per cent: a lever at this end stops what it moves


@dataclass(frozen=True)
class Levers:
    """Changes in per cent against the course, whole numbers: 0 changes nothing, -100 stops it, 100 doubles it."""

    acquired: int = 0
    loss_young: int = 0  # in the first year after the first purchase or contract
    loss_old: int = 0
    won_back: int = 0
    margin: int = 0

    @property
    def are_neutral(self):
        """True when nothing is changed."""
        return not any(astuple(self))


LEVERS = tuple(Levers.__dataclass_fields__)


@dataclass(frozen=True)
class Slice:
    """Where one slice stands and how it is expected to go: customers and rate (width,), the rest (steps,)."""

    layout: Layout
    year: int
    customers: np.ndarray
    rate: np.ndarray
    acquired: np.ndarray
    loss_factor: np.ndarray
    back_factor: np.ndarray
    each_new: np.ndarray
    each_old: np.ndarray

    @property
    def base(self):
        """Customers of the base at the start."""
        return float(self.customers[self.layout.stays].sum())

    @property
    def has_ages(self):
        """False where a firm publishes flows alone; then every loss is one of the later years."""
        return self.layout.ages > self.year


@dataclass(frozen=True)
class Scenario:
    """base, acquired, won_back, lost, margin : (steps,); kept_share : of today's base, without those who leave within a year"""

    levers: Levers
    opening: np.ndarray
    base: np.ndarray
    acquired: np.ndarray
    won_back: np.ndarray
    lost: np.ndarray
    margin: np.ndarray
    kept_share: float


def slice_of(state, ahead, *, year):
    """The published tables of one slice, `forecast_state` and `forecast_course`, as a Slice. year : steps of a year."""
    sizes = {part: int((state["part"] == part).sum()) for part in PARTS}
    layout = Layout(sizes["first"], sizes["lapsed"])
    order = state["part"].map({part: number for number, part in enumerate(PARTS)})
    ordered = state.assign(order=order).sort_values(["order", "age"])
    ahead = ahead.sort_values("step")
    names = ("acquired", "loss_factor", "back_factor", "each_new", "each_old")
    return Slice(
        layout,
        year,
        ordered["customers"].to_numpy("float64"),
        ordered["rate"].to_numpy("float64"),
        *(ahead[name].to_numpy("float64") for name in names),
    )


def carried(part, levers):
    """The slice carried forward under the levers."""
    rate = _rates(part, levers)
    acquired = part.acquired * _times(levers.acquired)
    path = course(part.customers, rate, acquired, part.loss_factor, part.back_factor, part.layout)
    opening = path.opening(part.base)
    margin = (part.each_new * acquired + part.each_old * (opening + path.base) / 2) * _times(levers.margin)
    return Scenario(
        levers, opening, path.base, acquired, path.won_back, path.lost, margin, kept_share(part, rate)
    )  # fmt: skip


def kept_share(part, rate):
    """Share of today's base that has not left within a year, at these rates; 1 for an empty base."""
    alone = np.where(np.arange(part.layout.width) < part.layout.absent.start, part.customers, 0.0)
    nobody = np.zeros(part.year)
    path = course(alone, rate, nobody, part.loss_factor[: part.year], nobody, part.layout)
    return float(path.base[-1] / part.base) if part.base > 0 else 1.0


def close_gap(part, levers):
    """Per cent by which losses of all ages must fall for the base to be as large at the end as it is now.

    With acquisition steady and losses falling the mountain becomes a smile. levers : those already set; their losses are
    replaced. Returns a whole number in [-100, 0]: 0 when the base holds without it; None when it cannot be held so.
    """

    def ends_at(percent):
        changed = Levers(levers.acquired, percent, percent, levers.won_back, levers.margin)
        return carried(part, changed).base[-1]

    if ends_at(0) >= part.base:
        return 0
    if ends_at(SMALLEST) < part.base:
        return None
    low, high = SMALLEST, 0  # holds, does not
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if ends_at(middle) >= part.base else (low, middle)
    return low


def value_factor(scenario, on_course, known):
    """Value of a customer of the base against today's, as retention and margin of the scenario change it.

    known : change of 12-month survival (points, as 0.05) -> value of the base over the value now; of `equity_sensitivity`
    Between known changes by straight lines, beyond them along the last one; never below 0.
    """
    change = scenario.kept_share - on_course.kept_share
    points = sorted({0.0: 1.0, **known}.items())
    x, y = (np.array(column) for column in zip(*points, strict=True))
    if len(x) == 1:
        factor = 1.0
    elif x[0] <= change <= x[-1]:
        factor = float(np.interp(change, x, y))
    else:
        near, far = (0, 1) if change < x[0] else (-1, -2)
        factor = y[near] + (change - x[near]) * (y[far] - y[near]) / (x[far] - x[near])
    return max(factor, 0.0) * _times(scenario.levers.margin)


def _rates(part, levers):
    """Rates of all columns under the levers, none above 1."""
    layout, rate = part.layout, part.rate.copy()
    young = min(part.year + 1, layout.ages) if part.has_ages else 0
    rate[:young] *= _times(levers.loss_young)
    rate[young : 2 * layout.ages] *= _times(levers.loss_old)
    rate[layout.absent] *= _times(levers.won_back)
    return np.minimum(rate, 1.0)


def _times(percent):
    return 1 + percent / 100
