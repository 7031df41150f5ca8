"""What a forecast said, what came, and why they differ: in exact parts that add up."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Review", "by_year", "review", "wide"]


@dataclass(frozen=True)
class Review:
    """A year forecast and come. parts : why the base differs, in customers (came less forecast); money : the same of margin.

    base = opening + acquired - lost + won_back, so the parts of `parts` add up to came - forecast; `money` parts are
    customers (more or fewer of them, at the margin forecast for each) and value (what each brought).
    """

    forecast: float
    low: float
    high: float
    came: float
    parts: dict
    money_forecast: float
    money_came: float
    money: dict

    @property
    def is_within(self):
        """Whether what came lies in the interval; None where there was none."""
        return None if np.isnan(self.low) else bool(self.low <= self.came <= self.high)


def review(then, *, opening):
    """Judge a forecast whose first year has come; None where it has not.

    then : measure, step, expected, low, high, actual of one forecast, the steps of one year; opening : base it started from
    """
    if then.empty or then["actual"].isna().any():
        return None
    said, came = (then.pivot(index="step", columns="measure", values=name) for name in ("expected", "actual"))
    last = then[(then["measure"] == "base") & (then["step"] == then["step"].max())].iloc[0]
    total = came.sum() - said.sum()
    parts = {"acquired": total["acquired"], "lost": -total["lost"], "won_back": total["won_back"]}
    exposure_said, exposure_came = (float(_average(path["base"], opening).sum()) for path in (said, came))
    money_said, money_came = float(said["margin"].sum()), float(came["margin"].sum())
    each = money_said / exposure_said if exposure_said > 0 else 0.0
    by_customers = each * (exposure_came - exposure_said)
    return Review(
        float(last["expected"]), float(last["low"]), float(last["high"]), float(last["actual"]),
        {name: float(value) for name, value in parts.items()}, money_said, money_came,
        {"customers": by_customers, "value": money_came - money_said - by_customers},
    )  # fmt: skip


def _average(base, opening):
    return (base + base.shift(fill_value=opening)) / 2


def by_year(rows, measure, *, year, number=1):
    """(expected, low, high) of a flow over one year ahead; the ends of the steps are added, which is on the wide side.

    rows : measure, step, expected, low, high of one forecast; number : 1 for the first year
    """
    of_year = rows[(rows["measure"] == measure) & rows["step"].between((number - 1) * year + 1, number * year)]
    return tuple(float(of_year[name].sum(skipna=False)) for name in ("expected", "low", "high"))


def wide(rows):
    """One row a step: period_start, each measure, and low and high of the base."""
    table = rows.pivot(index=["step", "period_start"], columns="measure", values="expected")
    ends = rows[rows["measure"] == "base"].set_index(["step", "period_start"])[["low", "high"]]
    return pd.concat([table, ends], axis=1).reset_index()
