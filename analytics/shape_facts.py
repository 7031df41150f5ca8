"""The figures that a shape is judged by: counts, rates and where both stand now. See `analytics.shape`."""

import numpy as np
import pandas as pd

from analytics.trend import Trend

TREND = 0.01  # level at which a trend is carried on into levels and dates, with its error


def level_now(window: pd.DataFrame, rate: Trend, additions: Trend, season: int) -> dict:
    """Level at the end: the past year's mean, carried half a year on where there is a trend."""
    year = window.iloc[-season:]
    added, lost = (year["closing"] - year["retained"]).mean(), (year["opening"] - year["retained"]).sum()
    rate_slope, rate_growth, rate_error = _carried(rate, season)
    _, additions_growth, additions_error = _carried(additions, season)
    base, rate_now = float(year["closing"].iloc[-1]), min(float(lost / year["opening"].sum()) * rate_growth, 1.0)
    added_now = float(added) * additions_growth
    return {
        "base": base,
        "rate": rate_now,
        "rate_slope": rate_slope,
        "rate_error": rate_error,
        "additions": added_now,
        "additions_error": additions_error,
        "net": added_now - rate_now * base,
        "net_error": float(np.hypot(added_now * additions_error, rate_now * base * rate_error)),
    }


def _carried(trend: Trend, season: int) -> tuple[float, float, float]:
    """Slope (0 unless there is one), growth over half a year, relative error of the level so carried."""
    moves = min(trend.p_rising(), trend.p_falling()) < TREND
    slope = trend.slope if moves else 0.0
    error = float(np.hypot(trend.level_error, trend.slope_error * season / 2 if moves else 0.0))
    return slope, float(np.exp(slope * season / 2)), error if np.isfinite(error) else 0.0


def counts(seen: pd.DataFrame, season: int, grain: str) -> dict:
    """What was counted: the base, its peak, the past year's flows and mean loss rate (keys as in `shape_of`)."""
    year, peak = seen.iloc[-season:], seen.loc[seen["closing"].idxmax()]
    means = seen["closing"].astype(float).rolling(season).mean()
    earlier = means.iloc[-1 - season] if len(seen) > season else np.nan
    return {
        "periods": len(seen),
        "first_period": seen["period_start"].iloc[0],
        "last_period": seen["period_start"].iloc[-1],
        "base": float(seen["closing"].iloc[-1]),
        "base_yearly_change": float(means.iloc[-1] / earlier - 1) if earlier > 0 else None,
        "peak_base": float(peak["closing"]),
        "peak_on": peak["period_start"],
        "periods_summed": len(year),
        "additions_yearly": float((year["closing"] - year["retained"]).sum()),
        "acquired_yearly": float(year["acquired"].sum()),
        "won_back_yearly": float(year["won_back"].sum()),
        "lost_yearly": float(year["lost"].sum()),
        "loss_rate": float((year["opening"] - year["retained"]).sum() / year["opening"].sum()),
        "loss_rate_grain": grain,
    }


def rates(window: pd.DataFrame, rate: Trend, additions: Trend, now: dict, season: int) -> dict:
    """What the trends say: loss rate then and now, yearly changes, net flow, ceiling (keys as in `shape_of`)."""
    first = window.iloc[:season]
    half = 1.96 * rate.slope_error if np.isfinite(rate.slope_error) else None
    ends = (None, None) if half is None else (rate.slope - half, rate.slope + half)
    low, high = (None if end is None else float(np.expm1(end * season)) for end in ends)
    return {
        "loss_rate_now": now["rate"],
        "loss_rate_before": float((first["opening"] - first["retained"]).sum() / first["opening"].sum()),
        "loss_rate_yearly_change": float(np.expm1(rate.slope * season)),
        "loss_rate_yearly_change_low": low,
        "loss_rate_yearly_change_high": high,
        "additions_yearly_change": float(np.expm1(additions.slope * season)),
        "net_yearly": now["net"] * season,
        "net_error": now["net_error"],
        "additions_now": now["additions"],
        "ceiling": now["additions"] / now["rate"] if now["rate"] > 0 else None,
    }


def rate_share(seen: pd.DataFrame, now: dict, season: int) -> float | None:
    """Share of the loss rate in the fall of the ceiling (logarithms add) since the year that ended at the peak."""
    peak = int(seen["closing"].to_numpy().argmax())
    year = seen.iloc[max(peak + 1 - season, 0) : max(peak + 1, season)]
    then_rate = float((year["opening"] - year["retained"]).sum() / year["opening"].sum())
    then_added = float((year["closing"] - year["retained"]).mean())
    if min(then_rate, then_added, now["rate"], now["additions"]) <= 0:
        return None
    by_rate = np.log(now["rate"] / then_rate)
    by_additions = np.log(then_added / now["additions"])
    worse = max(by_rate, 0.0) + max(by_additions, 0.0)
    return float(max(by_rate, 0.0) / worse) if worse > 0 else None
