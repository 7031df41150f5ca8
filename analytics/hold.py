"""What holds the base where it is: more new customers, or a lower loss rate, and what each may cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from analytics.cause import Z_80
from analytics.shape import observable
from analytics.trend import PERIODS_A_YEAR


@dataclass(frozen=True)
class BreakEven:
    """What would hold the base. Negative gaps are room to spare; the interval is None where no trend gives an error."""

    additions_a_month: float  # customers who came in and stayed to the period's end, per month
    additions_needed_a_month: float
    more_a_month: float  # needed less had
    loss_rate: float  # per period of the grain
    loss_rate_needed: float
    lower_by: float  # loss_rate less loss_rate_needed
    base: float
    more_low: float | None = None  # 80 % interval of more_a_month
    more_high: float | None = None
    is_level: bool = False  # rates as they stand now, trends carried on; else averages of the last observable year

    @property
    def is_short(self) -> bool:
        """True where customers are missing, beyond chance where that is known."""
        return (self.more_a_month if self.more_low is None else self.more_low) > 0


def break_even(flow: pd.DataFrame, *, grain: str, level: Mapping | None = None) -> BreakEven | None:
    """How many more customers a month, or how much lower a loss rate, holds the base at its last closing.

    level : figures of `shape_of` for the same flow: loss rate and additions as they stand now, with their error, so that
        break-even and ceiling speak of one and the same present. Without them (or for a history too short for a trend)
        averages over the last twelve observable months, or all of them where there are fewer.
    Additions are closing - retained, so base * (1 - loss_rate) + additions = next base, and loss_rate * base holds it.
    Returns None without an observable period or a base.
    """
    length = PERIODS_A_YEAR[grain]
    window = observable(flow).iloc[-length:]
    base = float(window["closing"].iloc[-1]) if len(window) else 0.0
    if base <= 0:
        return None
    a_month = length / 12
    low = high = None
    if level is not None and level.get("additions_now") is not None:
        loss_rate, additions = float(level["loss_rate_now"]), float(level["additions_now"])
        half = Z_80 * float(level["net_error"])
        more = loss_rate * base - additions
        low, high = (more - half) * a_month, (more + half) * a_month
    else:
        loss_rate = float((window["opening"] - window["retained"]).sum() / window["opening"].sum())
        additions = float((window["closing"] - window["retained"]).mean())
    return BreakEven(
        additions_a_month=additions * a_month,
        additions_needed_a_month=loss_rate * base * a_month,
        more_a_month=(loss_rate * base - additions) * a_month,
        loss_rate=loss_rate,
        loss_rate_needed=min(additions / base, 1.0),
        lower_by=loss_rate - min(additions / base, 1.0),
        base=base,
        more_low=low,
        more_high=high,
        is_level=low is not None,
    )


def break_even_a_month(flow: pd.DataFrame, *, grain: str, level: Mapping | None = None) -> BreakEven | None:
    """The same with its loss rates by month, whatever the grain: 1 - (1 - r) ** (1 / months of a period)."""
    needed = break_even(flow, grain=grain, level=level)
    if needed is None:
        return None
    periods = PERIODS_A_YEAR[grain] / 12
    now, then = (1 - (1 - min(rate, 1.0)) ** periods for rate in (needed.loss_rate, needed.loss_rate_needed))
    return replace(needed, loss_rate=now, loss_rate_needed=then, lower_by=now - then)


@dataclass(frozen=True)
class HoldingCost:
    """Money a month that holding the base costs by acquisition, and what keeping customers may cost instead."""

    cost_each: float  # spending on acquisition per customer acquired, past twelve months
    by_acquisition: float  # cost_each for each of the customers missing a month
    retention_now: float | None  # spending on retention a month; None where none was delivered
    retention_up_to: float | None  # what it could rise to and still be cheaper, if it held the base


def holding_cost(needed: BreakEven, *, cost_each: float, retention_a_month: float | None) -> HoldingCost:
    """Price of the gap at the average cost of a new customer.

    Each customer more and each loss fewer hold the base alike, so the cost of winning one is the most that keeping one
    may cost. What retention spending keeps is no average of the past: only a test against a control group tells it.
    """
    gap = max(needed.more_a_month, 0.0) * cost_each
    return HoldingCost(
        cost_each=cost_each,
        by_acquisition=gap,
        retention_now=retention_a_month,
        retention_up_to=None if retention_a_month is None else retention_a_month + gap,
    )
