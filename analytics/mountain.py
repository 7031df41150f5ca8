"""The mountain and the smile, year by year: steady acquisition against losses that grow, hold their rate, or are tamed.

Source of the case: 20,000 customers acquired a year, losses running at 4,000 a year after one year, 8,000 after two and so
on; the base peaks when losses reach acquisition, after five years.
"""

import math

import numpy as np
import pandas as pd

from analytics.five_numbers import project

YEARS_TO_CEILING = 30
YEARS_BEFORE_CARE = 7  # two years after the case's peak the firm begins to look after its customers
YEARS_OF_CARE = 11


def years_to_show(acquired: float, growth: float) -> int:
    """Years in which the mountain is climbed and left again: the peak is after acquired / growth years."""
    return max(6, math.ceil(1.8 * acquired / growth))


def growing_losses(acquired: float, growth: float, *, years: int) -> pd.DataFrame:
    """Losses run at growth * t a year at time t, so growth * (k - 1/2) in year k; the base starts from nothing.

    acquired : customers a year; growth : by how many customers losses rise each year. Returns a table as from `project`.
    """
    return project(0.0, acquired, years=years, losses=growth * (np.arange(1, years + 1) - 0.5))


def constant_rate(acquired: float, loss_rate: float) -> pd.DataFrame:
    """The same share of the base leaves each year: growth towards acquired / loss_rate, never a mountain."""
    return project(0.0, acquired, years=YEARS_TO_CEILING, loss_rates=loss_rate)


def tamed_losses(acquired: float, growth: float, *, yearly_fall: float) -> pd.DataFrame:
    """Losses grow for seven years; then the loss rate falls by `yearly_fall` (share of itself) each year.

    Returns a table as from `project`; where losses take the whole base before, nothing is left to look after but what is
    acquired.
    """
    grown = growing_losses(acquired, growth, years=YEARS_BEFORE_CARE)
    last = grown.iloc[-1]
    rate = min(last["lost"] / last["opening"], 1.0) if last["opening"] > 0 else 1.0
    rates = rate * (1 - yearly_fall) ** np.arange(1, YEARS_OF_CARE + 1)
    after = project(float(last["closing"]), acquired, years=YEARS_OF_CARE, loss_rates=rates)
    return pd.concat([grown, after.assign(year=after["year"] + YEARS_BEFORE_CARE)], ignore_index=True)
