"""What five numbers a year tell of a customer base: where it goes, what would hold it, what a customer is worth.

Losses fall on the base at the year's opening: the loss rate is lost / base, and closing = opening + acquired - lost.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.multiple import margin_multiple

FLAT = 0.03  # a base within this share of another is as large; as `analytics.shape` has it


@dataclass(frozen=True)
class FiveNumbers:
    """Customers at the end of the year, acquired and lost in it; margin of a customer a year and cost of winning one (money).

    acquisition_cost : None where it is not known
    """

    base: float
    acquired: float
    lost: float
    margin: float
    acquisition_cost: float | None = None

    @property
    def problem(self) -> str | None:
        """Why these numbers cannot be: no_base, negative, lost_exceeds_base; None when they can."""
        if not self.base > 0:
            return "no_base"
        if min(self.acquired, self.lost, self.margin, self.acquisition_cost or 0.0) < 0:
            return "negative"
        return "lost_exceeds_base" if self.lost > self.base else None

    @property
    def loss_rate(self) -> float:
        """Share of the base that leaves in a year, in [0, 1]."""
        return self.lost / self.base

    @property
    def ceiling(self) -> float | None:
        """Where the base settles at these rates, A / loss rate; None when nobody leaves."""
        return self.acquired / self.loss_rate if self.lost > 0 else None


def project(base: float, acquired: float, *, years: int, loss_rates=None, losses=None) -> pd.DataFrame:
    """The base year by year under given loss rates or given losses; give one of the two, a number or one value a year.

    Losses never exceed the base and those acquired in the year. Returns year (1 ...), opening, acquired, lost, closing.
    """
    if (loss_rates is None) == (losses is None):
        raise ValueError("project needs loss_rates or losses, and not both")
    given = np.broadcast_to(np.asarray(losses if loss_rates is None else loss_rates, dtype=float), years)
    rows, opening = [], float(base)
    for year, value in enumerate(given, start=1):
        lost = min(value if loss_rates is None else value * opening, opening + acquired)
        closing = opening + acquired - lost
        rows.append((year, opening, float(acquired), float(lost), closing))
        opening = closing
    return pd.DataFrame(rows, columns=["year", "opening", "acquired", "lost", "closing"])


def loss_growth(numbers: FiveNumbers) -> float | None:
    """By how many customers losses grow a year if they have grown evenly from nothing, with acquisition as it is now.

    After n years the base is A n - L (n + 1) / 2, L being this year's losses; hence n and the growth L / n. None where no
    such past exists (additions of half the losses or fewer, or nobody lost).
    """
    gain = numbers.acquired - numbers.lost / 2
    if gain <= 0 or numbers.lost <= 0:
        return None
    return numbers.lost / max((numbers.base + numbers.lost / 2) / gain, 1.0)


def shape_of_path(path: pd.DataFrame, *, start: float = 0.0) -> tuple[str, dict]:
    """Code and figures of a projected base: mountain, smile, growing, plateau or shrinking.

    path : as from `project`; start : the base before its first year
    A mountain falls by more than 3 % from its peak; a smile comes back from such a fall by more than 3 %; a plateau moves
    by no more than that over the last third.
    Figures: peak_year and peak_base (before the deepest fall, or of all years where there is none), trough_year,
    trough_base, first_base, last_base, last_year. Years count from 0, the start.
    """
    base = np.concatenate([[start], path["closing"].to_numpy(dtype=float)])
    before = np.maximum.accumulate(base)
    fall = 1 - base / np.where(before > 0, before, 1.0) - (before <= 0)
    has_fallen = bool(fall.max() > FLAT)
    trough = int(fall.argmax()) if has_fallen else int(base.argmin())
    peak = int(base[: trough + 1].argmax()) if has_fallen else int(base.argmax())
    figures = {"first_base": base[0], "last_base": base[-1], "last_year": len(base) - 1}
    figures |= {"peak_year": peak, "peak_base": base[peak], "trough_year": trough, "trough_base": base[trough]}
    if has_fallen and base[-1] > base[trough] * (1 + FLAT):
        return "smile", figures
    if has_fallen:
        return ("mountain" if peak > 0 else "shrinking"), figures
    earlier = base[-1 - len(base) // 3]
    return ("plateau" if abs(base[-1] - earlier) <= FLAT * base[-1] else "growing"), figures


@dataclass(frozen=True)
class Hold:
    """What would hold the base where it is. Negative gaps are room to spare."""

    more_a_month: float  # customers
    loss_rate: float  # a year
    loss_rate_needed: float
    saved_a_year: float  # customers who would have to stay instead
    cost_by_winning: float | None  # money a year to win the gap
    worth_spending_each: float | None  # per customer of the base: keeping is cheaper below this


def hold(numbers: FiveNumbers) -> Hold:
    """How many more customers a month, or how much lower a loss rate, holds the base; what winning them would cost.

    The gap is the same number of customers either way, so keeping is the cheaper way as long as it costs less in all than
    winning the gap, that is `worth_spending_each` per customer of the base and year.
    """
    gap = numbers.lost - numbers.acquired
    cost = None if numbers.acquisition_cost is None or gap <= 0 else gap * numbers.acquisition_cost
    return Hold(
        more_a_month=gap / 12,
        loss_rate=numbers.loss_rate,
        loss_rate_needed=min(numbers.acquired / numbers.base, 1.0),
        saved_a_year=gap,
        cost_by_winning=cost,
        worth_spending_each=None if cost is None else cost / numbers.base,
    )


@dataclass(frozen=True)
class Worth:
    """Value by the margin multiple, in money; the margin of the year just ended is not in it."""

    retention_rate: float
    multiple: float
    of_one: float
    of_base: float
    after_cost: float | None  # value of one customer less the cost of winning one


def worth(numbers: FiveNumbers, *, discount_rate: float) -> Worth:
    """Value of one customer and of the base, margin * r / (1 + i - r), with r = 1 - loss rate, for ever.

    discount_rate : i > 0 a year. Source: Gupta & Lehmann (2003), Customers as Assets, J. Interactive Marketing 17(1).
    """
    retention = 1 - numbers.loss_rate
    multiple = margin_multiple(retention_rate=retention, discount_rate=discount_rate)
    one = numbers.margin * multiple
    cost = numbers.acquisition_cost
    return Worth(retention, multiple, one, one * numbers.base, None if cost is None else one - cost)
