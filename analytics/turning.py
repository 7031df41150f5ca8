"""When the base turned, or will turn, with an interval."""

import numpy as np
import pandas as pd

from analytics.trend import Trend, zero_crossing

COVERAGE = 0.80
YEARS_AROUND_PEAK = 3
DRAWS = 400
SEED = 20100331  # fixed: the same data give the same interval


def turned(seen: pd.DataFrame, *, season: int) -> dict:
    """The date at which additions fell below losses.

    A straight line through the season-free net flow of up to three years on either side of the peak crosses zero there;
    the 80 % interval is Fieller's. Where the line does not settle it, the peak itself is given, without an interval.
    seen : observable periods. Returns turned_on, turned_from, turned_to (Timestamps or None) and turn_method.
    """
    base = seen["closing"].astype(float)
    peak = int(base.to_numpy().argmax())
    first, last = max(peak + 1 - YEARS_AROUND_PEAK * season, 0), peak + 1 + YEARS_AROUND_PEAK * season
    near = seen.iloc[first:last]
    crossing = None
    if peak > 0:
        crossing = zero_crossing(near["closing"] - near["opening"], season_length=season, coverage=COVERAGE)
    if crossing is None or not -1 <= crossing[0] <= len(near):
        return {"turned_on": period_close(seen["period_start"].iloc[peak], season=season), "turn_method": "peak"}
    dates = [_date_at(near["period_start"].iloc[0], position + 0.5, season) for position in crossing]
    return dict(zip(("turned_on", "turned_from", "turned_to"), dates, strict=True)) | {"turn_method": "fieller_80"}


def period_close(start: pd.Timestamp, *, season: int) -> pd.Timestamp:
    """First day after the period that begins at `start`."""
    return start + pd.DateOffset(months=12 // season)


def _date_at(start: pd.Timestamp, periods: float, season: int) -> pd.Timestamp:
    return (start + pd.Timedelta(days=periods * 365.25 / season)).normalize()


def projected_turn(now: dict, rate: Trend, *, season: int, years: int) -> list[float | None]:
    """Periods from now until net flow changes sign, if additions hold and the loss rate's trend goes on.

    Returns [expected, early, late]; early and late bound 80 % of draws from the errors of levels and trend. None: not
    within `years`. Additions are not carried on: a rise of win-backs only follows the losses.
    """
    rng = np.random.default_rng(SEED)
    normal = rng.standard_normal((DRAWS + 1, 3))
    normal[0] = 0.0
    slopes = now["rate_slope"] + (rate.slope_error if now["rate_slope"] else 0.0) * normal[:, 0]
    rates = now["rate"] * np.exp(now["rate_error"] * normal[:, 1])
    added = now["additions"] * np.exp(now["additions_error"] * normal[:, 2])
    turns = _sign_changes(now["base"], rates, slopes, added, horizon=years * season, upward=now["net"] < 0)
    early, late = np.quantile(turns[1:], [(1 - COVERAGE) / 2, (1 + COVERAGE) / 2], method="nearest")
    return [float(turn) if np.isfinite(turn) else None for turn in (turns[0], early, late)]


def _sign_changes(base: float, rates, slopes, added, *, horizon: int, upward: bool) -> np.ndarray:
    turns = np.full(len(rates), np.inf)
    stock = np.full(len(rates), base)
    for step in range(1, horizon + 1):
        net = added - np.minimum(rates * np.exp(slopes * step), 1.0) * stock
        turns[np.isinf(turns) & ((net >= 0) if upward else (net <= 0))] = step
        stock = np.maximum(stock + net, 0.0)
    return turns
