"""Season-free trends of counts and rates: quasi-Poisson regression with a log link. Counts in, slopes with errors out.

The log link keeps rates positive and makes seasons multiplicative; the dispersion, never taken below 1, widens the
errors of series that are noisier than counting alone, and lag-one autocorrelation widens them further.
Source: McCullagh & Nelder (1989), Generalized Linear Models, chapters 6 and 9; Fieller (1954), JRSS B 16(2).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri, stdtr

PERIODS_A_YEAR = {"month": 12, "quarter": 4, "year": 1}
SEASON_RIDGE = 1e-2  # keeps a season without a single event finite; too small to move the others
AUTOCORRELATION_CAP = 0.8


@dataclass(frozen=True)
class Trend:
    """Relative slope of a series per period, with its standard error; `level_error` is that of the past year's mean."""

    slope: float
    slope_error: float
    dof: int
    dispersion: float
    periods: int
    level_error: float

    @property
    def change(self) -> float:
        """Relative change over the whole window that the slope stands for."""
        return float(np.expm1(self.slope * max(self.periods - 1, 0)))

    def p_rising(self) -> float:
        """One-sided p-value of "the series does not rise"."""
        return self._tail(self.slope)

    def p_falling(self) -> float:
        """One-sided p-value of "the series does not fall"."""
        return self._tail(-self.slope)

    def _tail(self, slope: float) -> float:
        if not np.isfinite(self.slope_error) or self.slope_error == 0:
            return 1.0
        statistic = slope / self.slope_error
        return float(stdtr(self.dof, -statistic) if self.dof > 0 else ndtr(-statistic))


def log_trend(events, exposure=None, *, season_length: int) -> Trend:
    """Trend of events / exposure per period.

    events : counts >= 0, one a period, in order
    exposure : > 0, same length (customers who could have left); None for plain counts
    season_length : periods in a year; seasons are removed from two full years on
    Returns Trend; an all-zero or too short series has slope 0 and an infinite error.
    """
    events = np.asarray(events, dtype=float)
    exposure = np.ones_like(events) if exposure is None else np.asarray(exposure, dtype=float)
    if len(events) < 2 or events.sum() <= 0:
        return Trend(0.0, np.inf, 0, 1.0, len(events), np.inf)
    design = _design(len(events), season_length)
    penalty = np.diag([0.0, 0.0] + [SEASON_RIDGE] * (design.shape[1] - 2))
    beta, information = _poisson_fit(design, events, exposure, penalty)
    mean = exposure * np.exp(design @ beta)
    dof = len(events) - design.shape[1]
    dispersion = _dispersion((events - mean) / np.sqrt(mean), dof)
    slope_error = float(np.sqrt(dispersion * np.linalg.inv(information)[1, 1]))
    past_year = events[-season_length:].sum()
    level_error = float(np.sqrt(dispersion / past_year)) if past_year > 0 else np.inf
    return Trend(float(beta[1]), slope_error, dof, dispersion, len(events), level_error)


def _design(periods: int, season_length: int) -> np.ndarray:
    position = np.arange(periods) - (periods - 1) / 2
    columns = [np.ones(periods), position]
    if season_length > 1 and periods >= 2 * season_length:
        season: np.ndarray = np.arange(periods) % season_length
        columns += [(season == s) - 1.0 / season_length for s in range(1, season_length)]
    return np.column_stack(columns)


def _poisson_fit(design, events, exposure, penalty) -> tuple[np.ndarray, np.ndarray]:
    """Newton steps, bounded so that sparse seasons can't overshoot; the likelihood is concave, so one start serves."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(events.sum() / exposure.sum())
    for _ in range(60):
        mean = exposure * np.exp(design @ beta)
        information = (design.T * mean) @ design + penalty
        step = np.linalg.solve(information, design.T @ (events - mean) - penalty @ beta)
        largest = np.abs(step).max()
        beta = beta + step * min(1.0, 2.0 / max(largest, 1e-300))
        if largest < 1e-10:
            break
    mean = exposure * np.exp(design @ beta)
    return beta, (design.T * mean) @ design + penalty


def _dispersion(residuals: np.ndarray, dof: int) -> float:
    if dof <= 0:
        return 1.0
    power = float(residuals @ residuals)
    neighbours = float(residuals[1:] @ residuals[:-1])
    correlation = min(max(neighbours / power, 0.0), AUTOCORRELATION_CAP) if power > 0 else 0.0
    return max(1.0, power / dof * (1 + correlation) / (1 - correlation))


def zero_crossing(series, *, season_length: int, coverage: float) -> tuple[float, float, float] | None:
    """Where a season-free straight line through `series` falls through zero, with Fieller's interval.

    series : net change of the base per period, in order
    Returns (position, low, high) in periods, 0 the middle of the first; None without a fall or when the interval is
    unbounded (the slope can't be told from zero).
    """
    values = np.asarray(series, dtype=float)
    design = _design(len(values), season_length)
    dof = len(values) - design.shape[1]
    if dof < 1:
        return None
    beta, *_ = np.linalg.lstsq(design, values, rcond=None)
    residuals = values - design @ beta
    covariance = np.linalg.inv(design.T @ design) * max(float(residuals @ residuals) / dof, 1e-12)
    return _fieller(beta[:2], covariance[:2, :2], coverage, middle=(len(values) - 1) / 2)


def _fieller(beta, covariance, coverage: float, *, middle: float) -> tuple[float, float, float] | None:
    level, slope = beta
    z2 = float(ndtri(0.5 + coverage / 2)) ** 2
    a = slope**2 - z2 * covariance[1, 1]
    b = level * slope - z2 * covariance[0, 1]
    c = level**2 - z2 * covariance[0, 0]
    discriminant = b**2 - a * c
    if slope >= 0 or a <= 0 or discriminant < 0:
        return None
    ends = sorted((-b + sign * np.sqrt(discriminant)) / a for sign in (-1, 1))
    return middle - level / slope, middle + ends[0], middle + ends[1]
