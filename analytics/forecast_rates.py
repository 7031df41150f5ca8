"""What a forecast expects at one origin, from what was known then: rates by age, their level, season and trend.

Each quantity is a shape times a level: losses are rates by age times how the last year compares with them. The level
stays (flat) or goes on as it changed in the last year, damped. Source of the damping: Gardner & McKenzie (1985),
Forecasting trends in time series, Management Science 31(10).
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["Expectation", "expectation", "naive_paths", "ratio_paths"]

YEARS = 3  # of the past that shapes by age and season are taken from
DAMPING_A_YEAR = 0.75  # share of a trend's pace left after a year; .976 a month
LARGEST_TREND = 0.35  # of the logarithm, a year
STEADY = 25.0  # events by which a season's month is drawn towards the mean


@dataclass(frozen=True)
class Expectation:
    """At one origin, first axis slices. Pairs are (flat, trend), each (slices, horizon)."""

    rate: np.ndarray  # (slices, width)
    loss: tuple[np.ndarray, np.ndarray]
    back: tuple[np.ndarray, np.ndarray]
    acquired: tuple[np.ndarray, np.ndarray]
    each_new: tuple[np.ndarray, np.ndarray]  # margin of one acquired in the step
    each_old: tuple[np.ndarray, np.ndarray]  # margin of one of the base in the step, on average


def expectation(history, origin, *, horizon):
    """What was to be expected after step `origin` for the next `horizon` steps; uses nothing later."""
    window = slice(max(history.first, origin + 1 - YEARS * history.year), origin + 1)
    layout, year = history.layout, history.year
    risk, ended = history.risk[:, window], history.ended[:, window]
    rate = _safe(ended.sum(axis=1), risk.sum(axis=1), 0.0)
    expected = risk * rate[:, None]
    options = {"start": window.start, "year": year, "horizon": horizon}
    old = history.margin - history.margin_new
    return Expectation(
        rate,
        loss=ratio_paths(history.lost[:, window], expected[..., layout.stays].sum(axis=-1), **options),
        back=ratio_paths(history.won_back[:, window], expected[..., layout.absent].sum(axis=-1), **options),
        acquired=ratio_paths(history.acquired[:, window], np.ones_like(history.acquired[:, window]), **options),
        each_new=ratio_paths(history.margin_new[:, window], history.acquired[:, window], **options, events=False),
        each_old=ratio_paths(old[:, window], history.exposure[:, window], **options, events=False),
    )


def ratio_paths(actual, expected, *, start, year, horizon, events=True):
    """Actual over expected in the next steps: (flat, trend), each (slices, horizon).

    actual, expected : (slices, steps) up to the origin; start : position of the first, for the season
    events : counts, whose trend is drawn to none by its chance (Poisson) and whose season is drawn to the mean
    """
    steps = actual.shape[1]
    last = slice(-min(year, steps), None)
    level = _safe(actual[:, last].sum(axis=1), expected[:, last].sum(axis=1), 0.0)
    ahead = np.arange(1, horizon + 1)
    factors = _season(actual, expected, start=start, year=year, events=events)
    season = factors[:, (start + steps - 1 + ahead) % year]
    near = min(max(year // 2, 1), steps)
    usual = expected[:, -near:] * factors[:, (start + steps - near + np.arange(near)) % year]
    recent = _safe(actual[:, -near:].sum(axis=1), usual.sum(axis=1), 0.0)
    flat = recent[:, None] * season
    if steps < 2 * year:
        return flat, flat
    before = slice(-2 * year, -year)
    pace = _pace(
        actual[:, last].sum(axis=1), level, actual[:, before].sum(axis=1), expected[:, before].sum(axis=1), events
    )
    damping = DAMPING_A_YEAR ** (1 / year)
    years_ahead = near / year / 2 + np.cumsum(damping**ahead) / year  # the level stands at the middle of the last year
    return flat, flat * np.exp(pace[:, None] * years_ahead)


def _pace(count, level, count_before, expected_before, events):
    """Growth of the level in a year, as a logarithm, drawn to none as far as chance may have made it."""
    before = _safe(count_before, expected_before, 0.0)
    known = (level > 0) & (before > 0)
    pace = np.clip(np.log(np.where(known, level, 1.0) / np.where(known, before, 1.0)), -LARGEST_TREND, LARGEST_TREND)
    if events:
        chance = 1 / np.maximum(count, 1.0) + 1 / np.maximum(count_before, 1.0)
        pace = pace * np.maximum(1 - chance / np.maximum(pace**2, 1e-12), 0.0)
    return pace


def _season(actual, expected, *, start, year, events):
    """Factor of each position in the year, mean 1: (slices, year). All ones with less than two years."""
    slices, steps = actual.shape
    if steps < 2 * year:
        return np.ones((slices, year))
    years = steps // year
    whole = years * year
    seen, usual = (part[:, -whole:].reshape(slices, years, year) for part in (actual, expected))
    levels = _safe(seen.sum(axis=2), usual.sum(axis=2), 0.0)
    known = (levels[:, 0] > 0) & (levels[:, -1] > 0)
    growth = np.where(known, np.log(np.where(known, levels[:, -1] / np.where(known, levels[:, 0], 1), 1)), 0) / (
        years - 1
    )
    # A rise within the year is no season: without this the steps next to come would look low after a rise.
    within = np.exp(growth[:, None] * ((np.arange(year) + 0.5) / year - 0.5))
    usual = (levels[..., None] * usual * within[:, None]).sum(axis=1)
    seen = seen.sum(axis=1)
    drawn = STEADY if events else 0.0
    factor = _safe(seen + drawn, usual + drawn, 1.0)
    factor = factor / np.maximum(factor.mean(axis=1, keepdims=True), 1e-12)
    return np.roll(factor, (start + steps - whole) % year, axis=1)


def naive_paths(series, origin, *, year, horizon, is_stock):
    """The naive forecasts after `origin`: last_value, last_year, last_year_drift, each (slices, horizon), none below 0.

    last_year repeats the last year's steps; the drift adds what changed since the year before: of a stock from year end to
    year end, of a flow from year to year.
    """
    known = series[:, : origin + 1]
    ahead = np.arange(horizon)
    repeated = known[:, -year:][:, ahead % year]
    change = _end_change(known, year) if is_stock else _mean_change(known, year)
    drift = repeated + change[:, None] * (ahead // year + 1)
    return {
        "last_value": np.repeat(known[:, -1:], horizon, axis=1),
        "last_year": repeated,
        "last_year_drift": np.maximum(drift, 0.0),
    }


def _end_change(known, year):
    """None known where the history is one year long: a firm of contracts alone has no months before losses are seen."""
    return known[:, -1] - known[:, -1 - year] if known.shape[1] > year else np.zeros(len(known))


def _mean_change(known, year):
    earlier = known[:, -2 * year : -year]
    return known[:, -year:].mean(axis=1) - earlier.mean(axis=1) if earlier.shape[1] else np.zeros(len(known))


def _safe(part, whole, otherwise):
    return np.divide(part, whole, out=np.full(np.shape(part), otherwise), where=np.asarray(whole) > 0)
