"""How many customers will come: the level of the last year with its seasons, and how wrong that rule has been."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Forecast", "forecast"]

MONTHS = 12
MIN_MONTHS = 3
MIN_ORIGINS = 6


@dataclass(frozen=True)
class Forecast:
    """monthly : (12,) customers expected in the next months; error : standard deviation of log(actual / forecast).

    error_source : past_errors (the rule applied in the past), monthly_variation (history too short for that), none
    origins : past forecasts judged; level_months : months that the level is taken from; is_seasonal : seasons known
    """

    monthly: np.ndarray
    error: float | None
    error_source: str
    origins: int
    level_months: int
    is_seasonal: bool


def forecast(acquired):
    """Customers acquired in each of the next twelve months.

    acquired : complete months in order, oldest first, without gaps
    The level is the mean of the last twelve months; with two years and more each calendar month has its share of the
    last (at most three) whole years. Returns None with fewer than three months.
    """
    acquired = np.asarray(acquired, dtype="float64")
    if len(acquired) < MIN_MONTHS:
        return None
    recent = acquired[-MONTHS:]
    shares = _seasons(acquired)
    # Whole years lie back to back, so position 0 of the shares is the calendar month that comes next.
    monthly = recent.mean() * MONTHS * shares
    error, source, origins = _error(acquired)
    return Forecast(monthly, error, source, origins, len(recent), len(acquired) >= 2 * MONTHS)


def _seasons(acquired):
    """Share of each of the next twelve months in a year's acquisition; equal ones with less than two years."""
    years = min(len(acquired) // MONTHS, 3)
    if years < 2:
        return np.full(MONTHS, 1 / MONTHS)
    by_year = acquired[-years * MONTHS :].reshape(years, MONTHS)
    total = by_year.sum()
    return by_year.sum(axis=0) / total if total > 0 else np.full(MONTHS, 1 / MONTHS)


def _error(acquired):
    """Root mean square of log(actual / forecast) of the yearly total at each past month; when too short, chance."""
    sums = np.convolve(acquired, np.ones(MONTHS), mode="valid")
    before, after = sums[:-MONTHS], sums[MONTHS:]
    judged = (before > 0) & (after > 0)
    if judged.sum() >= MIN_ORIGINS:
        return float(np.sqrt(np.mean(np.log(after[judged] / before[judged]) ** 2))), "past_errors", int(judged.sum())
    recent = acquired[-MONTHS:]
    if not recent.sum() > 0:
        return None, "none", 0
    return float(recent.std(ddof=1) / recent.mean() / np.sqrt(MONTHS)), "monthly_variation", 0
