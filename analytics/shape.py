"""Mountain or smile: which shape the customer base has, when it turns, and the figure that decides it.

With additions A and loss rate r the base moves by A - r * base and tends to the ceiling A / r. A constant loss rate
gives growth towards that ceiling or a plateau at it, never a mountain; a mountain needs a loss rate that rises.
Customers who leave and return within one period count as retained: A is closing - retained, losses opening - retained.
"""

from dataclasses import dataclass, field

import pandas as pd

from analytics.shape_facts import counts, level_now, rate_share, rates
from analytics.trend import PERIODS_A_YEAR, Trend, log_trend
from analytics.turning import period_close, projected_turn, turned

MINIMUM_PERIODS = {"month": 24, "quarter": 8, "year": 3}  # two full years free the trend of seasons
CERTAIN = 0.0002  # level at which a rising or falling loss rate is believed; noise must not make a mountain
LIKELY = 0.05  # level at which the base is said to shrink, or additions to fall
MATERIAL_CHANGE = 0.10  # a loss rate that moved by less over the window counts as constant
MATERIAL_FALL = -0.05  # additions that fell by more over the window are not steady
FLAT_YEARLY = 0.03  # a base that moves by less in a year is flat
WITHOUT_ACQUISITION = 0.05  # additions below this share of losses: nobody to speak of comes in
TREND_YEARS, BEFORE_PEAK_YEARS, SMILE_YEARS = 5, 2, 2

CODES = (
    "growing_to_ceiling",
    "plateau",
    "mountain",
    "shrinking_no_acquisition",
    "smile",
    "not_yet_observable",
)


@dataclass(frozen=True)
class Shape:
    """A code of CODES and the figures a sentence needs; figures that could not be had are None."""

    code: str
    figures: dict = field(default_factory=dict)


def observable(flow: pd.DataFrame) -> pd.DataFrame:
    """Complete periods after burn-in in which somebody could be lost."""
    seen = ~(flow["is_incomplete"].astype(bool) | flow["is_burn_in"].astype(bool))
    return flow[seen & (flow["opening"] > 0)].reset_index(drop=True)


def shape_of(flow: pd.DataFrame, *, grain: str) -> Shape:
    """Judge the shape of the base.

    flow : as from `movement.by_period` (counts in customers, not thousands: their size carries their own error)
    grain : month, quarter or year
    Returns Shape. Judged over the observable complete periods of the last five years, further back where the base
    peaked earlier. A rising or falling loss rate is one whose season-free log-linear trend is certain (one-sided
    p < .0002, errors widened for over-dispersion and autocorrelation) and moved it by 10 % or more. A base shrinks when
    its net flow at the end is below zero, certainly so or after a fall of its yearly mean by more than 3 %. It is a
    mountain where it shrinks, the loss rate rises, and that explains half or more of the fall of the ceiling A / r
    since the peak; a smile where the loss rate falls, losses do not rise and additions hold; a plateau within 3 % a
    year.

    Figures: periods, periods_needed, first_period, last_period, base, base_yearly_change, peak_base, peak_on,
    additions_yearly, acquired_yearly, won_back_yearly, lost_yearly (sums of the last twelve months, of periods_summed
    periods where fewer can be observed), net_yearly (net flow a year at the end), net_error (of the net flow a period),
    additions_now (a period, at the end), loss_rate (mean of the past year), loss_rate_now, loss_rate_before,
    loss_rate_yearly_change (relative, with _low and _high at 95 %), additions_yearly_change, ceiling, rate_share (share
    of the loss rate in the fall of the ceiling since the peak), turned_on / turned_from / turned_to or turns_on /
    turns_from / turns_to (80 %), turn_method, plateau_since, loss_rate_grain, deciding (the name of the figure that
    decides).
    """
    seen = observable(flow)
    season = PERIODS_A_YEAR[grain]
    if len(seen) < MINIMUM_PERIODS[grain]:
        return _short_history(flow, seen, grain=grain)
    window = seen.iloc[_window_start(seen, season) :].reset_index(drop=True)
    lost = window["opening"] - window["retained"]
    rate = log_trend(lost.clip(lower=0), window["opening"], season_length=season)
    additions = log_trend((window["closing"] - window["retained"]).clip(lower=0), season_length=season)
    now = level_now(window, rate, additions, season)
    facts = {**counts(seen, season, grain), **rates(window, rate, additions, now, season)}
    facts["rate_share"] = rate_share(seen, now, season)
    code = _code(facts, rate, additions, now, window, grain)
    return Shape(code, _with_turn(code, facts, seen, now, rate, grain))


def _window_start(seen: pd.DataFrame, season: int) -> int:
    peak = int(seen["closing"].to_numpy().argmax())
    return max(min(len(seen) - TREND_YEARS * season, peak - BEFORE_PEAK_YEARS * season), 0)


def _code(facts: dict, rate: Trend, additions: Trend, now: dict, window: pd.DataFrame, grain: str) -> str:
    yearly = facts["base_yearly_change"] or 0.0
    net_share = facts["net_yearly"] / now["base"] if now["base"] > 0 else -1.0
    shrinks = now["net"] < 0 and (now["net"] < -1.645 * now["net_error"] or yearly < -FLAT_YEARLY)
    rising = rate.p_rising() < CERTAIN and rate.change >= MATERIAL_CHANGE
    if shrinks and rising and (facts["rate_share"] or 0.0) >= 0.5:
        return "mountain"
    if _is_smile(rate, additions, now, window, grain):
        return "smile"
    if abs(yearly) <= FLAT_YEARLY and abs(net_share) <= FLAT_YEARLY:
        return "plateau"
    if shrinks:
        return "shrinking_no_acquisition"
    return "growing_to_ceiling" if yearly > FLAT_YEARLY or now["net"] > 0 else "plateau"


def _is_smile(rate: Trend, additions: Trend, now: dict, window: pd.DataFrame, grain: str) -> bool:
    """Loss rate falling, losses not rising, additions steady or rising; a base that still shrinks must turn soon."""
    season = PERIODS_A_YEAR[grain]
    falling = rate.p_falling() < CERTAIN and rate.change <= -MATERIAL_CHANGE
    steady = not (additions.p_falling() < LIKELY and additions.change <= MATERIAL_FALL)
    if not (falling and steady and now["additions"] > 0):
        return False
    losses = log_trend((window["opening"] - window["retained"]).clip(lower=0), season_length=season)
    if losses.p_rising() < LIKELY:
        return False
    return now["net"] >= 0 or projected_turn(now, rate, season=season, years=SMILE_YEARS)[0] is not None


def _with_turn(code: str, facts: dict, seen: pd.DataFrame, now: dict, rate: Trend, grain: str) -> dict:
    season = PERIODS_A_YEAR[grain]
    facts |= dict.fromkeys(("turned_on", "turned_from", "turned_to", "turns_on", "turns_from", "turns_to"))
    facts |= {"turn_method": None, "plateau_since": None, "deciding": DECIDING[code]}
    if code in ("mountain", "shrinking_no_acquisition"):
        facts |= turned(seen, season=season)
    elif code == "plateau":
        facts["plateau_since"] = _flat_since(seen, season)
    elif now["rate_slope"] and (now["rate_slope"] > 0) == (now["net"] > 0):
        ends = projected_turn(now, rate, season=season, years=10)
        days = [None if k is None else pd.Timedelta(days=round((k + 1) * 365.25 / season)) for k in ends]
        dates = [None if d is None else (seen["period_start"].iloc[-1] + d).normalize() for d in days]
        facts |= dict(zip(("turns_on", "turns_from", "turns_to"), dates, strict=True))
        facts["turn_method"] = "projection_draws_80"
    return facts


def _flat_since(seen: pd.DataFrame, season: int):
    """Date from which the twelve-month mean of the base stays within the flat band around its own average."""
    means = seen["closing"].astype(float).rolling(season).mean().dropna()
    for start in means.index:
        rest = means.loc[start:]
        if (rest / rest.mean() - 1).abs().max() <= FLAT_YEARLY:
            return period_close(seen["period_start"].loc[start], season=season)
    return None


DECIDING = {
    "growing_to_ceiling": "ceiling",
    "plateau": "base_yearly_change",
    "mountain": "loss_rate_yearly_change",
    "shrinking_no_acquisition": "additions_yearly",
    "smile": "loss_rate_yearly_change",
    "not_yet_observable": "periods_needed",
}


def _short_history(flow: pd.DataFrame, seen: pd.DataFrame, *, grain: str) -> Shape:
    """Too short for a trend; only a base that nobody joins can already be told from half a year on."""
    season = PERIODS_A_YEAR[grain]
    facts = {"periods": len(seen), "periods_needed": MINIMUM_PERIODS[grain], "deciding": "periods_needed"}
    facts["loss_rate_grain"] = grain
    if len(seen) == 0 or len(seen) < max(season // 2, 2):
        return Shape("not_yet_observable", facts)
    facts |= counts(seen, season, grain)
    lost = float((seen["opening"] - seen["retained"]).sum())
    if (
        lost > 0
        and float(seen["acquired"].sum()) <= WITHOUT_ACQUISITION * lost
        and facts["base"] < seen["opening"].iloc[0]
    ):
        complete = flow[~flow["is_incomplete"].astype(bool)]
        peak = complete.loc[complete["closing"].idxmax()]
        facts |= {"peak_base": float(peak["closing"]), "peak_on": peak["period_start"], "deciding": "acquired_yearly"}
        return Shape("shrinking_no_acquisition", facts)
    return Shape("not_yet_observable", facts)
