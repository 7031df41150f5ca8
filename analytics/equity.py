"""Customer equity: the statement over a span of month ends, today's two parts, and what moves them.

Money of the statement comes and goes in whole cents (integers), so that it closes exactly.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analytics.models.discount import DAYS_PER_MONTH, mid_period_factors, month_ends

__all__ = [
    "CHANGES",
    "Audit",
    "Today",
    "audit",
    "interval",
    "net_effects",
    "of_statement",
    "statement",
    "today",
    "tornado",
]

CHANGES = ("unwinding", "released", "entering", "acquired", "grown", "shrunk", "lost", "won_back")
COVERAGE = 0.80
NOISE_POINTS = 25  # equal parts of the normal law that stands for what single customers do
STEPS = ("minus_points", "minus_percent", "plus_percent", "plus_points")


def statement(months):
    """The statement from the first opening to the last closing.

    months : rows of equity_statement summed by month end: closed_on, entry, customers, cents (int)
    Returns a DataFrame in the order of the lines: entry, customers, cents, is_total; `revision` is 0, because all month
    ends of one build are valued with the same parameters. Customers of a change are counted once a month.
    """
    first, last = months["closed_on"].min(), months["closed_on"].max()
    by_entry = months.groupby("entry")[["customers", "cents"]].sum()

    def at(day, entry):
        row = months[(months["closed_on"] == day) & (months["entry"] == entry)]
        return int(row["customers"].sum()), int(row["cents"].sum())

    rows = [("opening", *at(first, "opening"), True)]
    rows += [(entry, *(int(v) for v in by_entry.loc[entry]), False) for entry in CHANGES]
    rows += [("revision", 0, 0, False), ("closing", *at(last, "closing"), True)]
    return pd.DataFrame(rows, columns=["entry", "customers", "cents", "is_total"])


def of_statement(lines):
    """What a statement says: (code, figures). Codes: equity_rose, equity_fell, equity_held, no_equity."""
    cents = lines.set_index("entry")["cents"] / 100
    figures = {name: float(cents[name]) for name in ("opening", "closing", "acquired", "lost", "won_back", *CHANGES)}
    if not figures["opening"] > 0:
        return "no_equity", figures
    figures["change"] = figures["closing"] / figures["opening"] - 1
    figures["surprise"] = figures["grown"] + figures["shrunk"]
    if abs(figures["change"]) < 0.005:
        return "equity_held", figures
    return ("equity_rose" if figures["change"] > 0 else "equity_fell"), figures


@dataclass(frozen=True)
class Audit:
    """What the model did not expect over all known customers; money. `holds`: within two standard errors, or 2 %."""

    surprise: float
    standard_error: float
    opening: float
    value_of_lapsed: float

    @property
    def share(self):
        """Surprise as a share of the opening equity; 0 without any."""
        return self.surprise / self.opening if self.opening else 0.0

    @property
    def holds(self):
        """Whether chance among single customers could explain it, or it is small."""
        return abs(self.surprise) <= 2 * self.standard_error or abs(self.share) <= 0.02


def audit(months, lines):
    """Audit over a span. months : closed_on, surprise, surprise_square, value_of_lapsed; lines : of `statement`.

    The surprises of different months are uncorrelated under the model, so their squares add.
    """
    last = months[months["closed_on"] == months["closed_on"].max()]
    return Audit(
        float(months["surprise"].sum()),
        float(np.sqrt(months["surprise_square"].sum())),
        float(lines["cents"].iloc[0]) / 100,
        float(last["value_of_lapsed"].sum()),
    )


def interval(draws, variance, *, coverage=COVERAGE):
    """(low, high) of what will come: draws of the expected total, each spread by what single customers do.

    draws : (n_draws,), totals under drawn parameters; variance : of the total given the parameters
    """
    noise = ndtri((np.arange(NOISE_POINTS) + 0.5) / NOISE_POINTS) * np.sqrt(max(float(variance), 0.0))
    points = np.add.outer(np.asarray(draws, dtype="float64"), noise)
    tail = (1 - coverage) / 2
    return tuple(float(end) for end in np.quantile(points, [tail, 1 - tail]))


@dataclass(frozen=True)
class Today:
    """The two parts of equity today, money: the base, and the customers of the next months less what they cost.

    acquisition_cost is None where spending was not given; then the second part is gross.
    """

    base: float
    base_interval: tuple[float, float]
    to_come: float
    to_come_interval: tuple[float, float] | None
    new_customers: float
    value_each: float
    acquisition_cost: float | None

    @property
    def net(self):
        """Both parts, less the acquisition cost where it is known."""
        return self.base + self.to_come - (self.acquisition_cost or 0.0)


def today(*, base, draws, variance, forecast, first_margin, future, future_draws, cost_each, discount_rate):
    """Equity today.

    base : value of the base; draws, variance : for its interval
    forecast : of `acquisition.forecast`, customers a month; first_margin, future : of one new customer, money;
    future_draws : (n_draws,) of `future`; cost_each : acquisition cost of one, None where not given
    """
    discounted = _discounted(forecast.monthly, discount_rate)
    each = first_margin + future
    ends = None
    if forecast.error is not None and len(future_draws) and discounted > 0:
        spread = np.exp(forecast.error * ndtri((np.arange(NOISE_POINTS) + 0.5) / NOISE_POINTS))
        points = discounted * np.multiply.outer(first_margin + np.asarray(future_draws), spread)
        ends = tuple(float(end) for end in np.quantile(points, [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2]))
    return Today(
        base=base,
        base_interval=interval(draws, variance) if len(draws) else (float("nan"), float("nan")),
        to_come=discounted * each,
        to_come_interval=ends,
        new_customers=float(forecast.monthly.sum()),
        value_each=each,
        acquisition_cost=None if cost_each is None else discounted * cost_each,
    )


def _discounted(monthly, discount_rate):
    """Customers to come, each discounted from the middle of the month of acquisition; 0 when nobody is to come."""
    if not len(monthly):
        return 0.0
    factors = mid_period_factors(month_ends(len(monthly) * DAYS_PER_MONTH), yearly_discount_rate=discount_rate)
    return float(monthly @ factors)


def net_effects(equity, scenarios, future, *, monthly, first_margin, margin_rate, discount_rate):
    """Change of equity today by lever and step, each alone.

    equity : Today; scenarios : value of the base by scenario (Series, with `now`); future : of a new customer by
    scenario, the same; monthly : customers to come; margin_rate : None where money is revenue or the rate unknown
    Returns rows (lever, step, change); steps of the acquisition cost are 1 and 5 per cent, others 1 per cent and 5
    points. What cannot be reached is left out.
    """
    rows = []
    each_now = first_margin + future.get("now", 0.0)
    come_now = _discounted(monthly, discount_rate)
    cost = equity.acquisition_cost or 0.0
    for step, percent, points in zip(STEPS, (None, -0.01, 0.01, None), (-0.05, None, None, 0.05), strict=True):
        for lever in ("retention", "discount"):
            code = f"{lever}_{step}"
            if code in scenarios:
                each = (first_margin + future.get(code, future.get("now", 0.0))) / each_now if each_now else 1.0
                rate = max(discount_rate * (1 + (percent or 0.0)) + (points or 0.0), 0.0)
                come = _discounted(monthly, rate) / come_now if lever == "discount" and come_now else 1.0
                change = equity.to_come * (each * come - 1) - cost * (come - 1)
                rows.append((lever, step, scenarios[code] - scenarios["now"] + change))
        share = percent if percent is not None else points / margin_rate if margin_rate else None
        if share is not None:
            rows.append(("margin", step, (equity.base + equity.to_come) * share))
        if equity.acquisition_cost:
            rows.append(
                ("acquisition_cost", step, -equity.acquisition_cost * (percent if percent is not None else points))
            )
    return rows


def tornado(rows, *, net, kind):
    """Levers with what each step does to equity, the widest first: lever, low, high (money), low_rate, high_rate.

    rows : of `net_effects`; kind : "percent" or "points"; rates are shares of `net`
    """
    table = pd.DataFrame(rows, columns=["lever", "step", "change"])
    table = table[table["step"].str.endswith(kind)]
    wide = table.pivot(index="lever", columns="step", values="change").reindex(
        columns=[f"minus_{kind}", f"plus_{kind}"]
    )
    wide.columns = ["minus", "plus"]
    wide = wide.reset_index()
    wide["minus_rate"], wide["plus_rate"] = (wide[side] / net if net else np.nan for side in ("minus", "plus"))
    widest = wide[["minus", "plus"]].abs().max(axis=1)
    return wide.assign(width=widest).sort_values("width", ascending=False, ignore_index=True).drop(columns="width")
