"""Figures that papers print, and ours beside them, computed anew from the same data.

CDNOW's 1/10 sample: 2,357 customers, calibration to 1997-09-30 (39 weeks), holdout to 1998-06-30 (39 weeks). The papers
count in weeks, we in days.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from analytics import clv, survival
from analytics.models.bdw import Bdw
from analytics.models.beta_survival import table_of_survivors
from analytics.models.bg_bb import BgBb
from analytics.models.sbg import Sbg
from analytics.multiple import margin_multiple, retention_value
from analytics.printed import (
    DEPENDS_ON_ROUNDING,
    DERL_PARAMETERS,
    DONOR_EXAMPLES,
    DONOR_YEARS,
    DONORS,
    EXAMPLES,
    HIGH_END_PERCENT,
    NEXT_WEEK,
    PLACEBO_ENDED,
    PRINTED,
    REGULAR_PERCENT,
    REMISSION_CENSORED,
    REMISSION_ENDED,
    SOURCES,
    SPENDERS,
)

__all__ = ["DEPENDS_ON_ROUNDING", "PRINTED", "SOURCES", "agrees", "calibration_of", "reproduce"]

CALIBRATION_END, HOLDOUT_END = pd.Timestamp("1997-09-30"), pd.Timestamp("1998-06-30")
HOLDOUT_DAYS = 273
WEEK_DAYS = 7


def calibration_of(lines: pd.DataFrame) -> pd.DataFrame:
    """State of CDNOW's customers at the end of calibration, and what they bought in the holdout.

    lines : one row per purchase line: customer, day (datetime64), value
    Returns frequency, recency_days, age_days, repeat_value, holdout_purchases; one row per customer.
    """
    days = lines.groupby(["customer", "day"], as_index=False)["value"].sum()
    known = days[days["day"] <= CALIBRATION_END]
    first_on = known.groupby("customer")["day"].transform("min")
    by_customer = known.assign(is_repeat=known["day"] > first_on).groupby("customer")
    state = by_customer.agg(first_on=("day", "min"), last_on=("day", "max"), frequency=("is_repeat", "sum"))
    later = days[(days["day"] > CALIBRATION_END) & (days["day"] <= HOLDOUT_END)]
    state = state.assign(
        frequency=state["frequency"].astype("float64"),
        recency_days=(state["last_on"] - state["first_on"]).dt.days.astype("float64"),
        age_days=(CALIBRATION_END - state["first_on"]).dt.days.astype("float64"),
        repeat_value=known[known["day"] > first_on].groupby("customer")["value"].mean(),
        holdout_purchases=later.groupby("customer").size(),
    )
    return state.fillna({"repeat_value": 0.0, "holdout_purchases": 0.0})


def reproduce(calibration: pd.DataFrame) -> pd.DataFrame:
    """Every printed figure beside ours: paper, case, figure, printed (text), ours, agrees (to the printed digits).

    calibration : of `calibration_of`
    """
    rows = [
        (paper, case, figure, printed, float(ours), agrees(ours, printed))
        for paper, case, computed in _computed(calibration)
        for figure, printed in PRINTED[paper][case].items()
        for ours in (computed[figure],)
    ]
    return pd.DataFrame(rows, columns=["paper", "case", "figure", "printed", "ours", "agrees"])


def agrees(ours: float, printed: str) -> bool:
    """True when our figure, rounded to the digits of the printed one, is the printed one.

    >>> agrees(0.24259, "0.243"), agrees(-9582.4293, "-9582.4"), agrees(0.2435, "0.243")
    (True, True, False)
    """
    return Decimal(repr(float(ours))).quantize(Decimal(printed), rounding=ROUND_HALF_UP) == Decimal(printed)


def _computed(calibration) -> Iterator[tuple[str, str, dict[str, float]]]:
    for model in ("bg_nbd", "pareto_nbd", "mbg_nbd"):
        yield model, "cdnow", _purchases(calibration, model)
    spend = clv.fit_spend(calibration)
    fit = {"customers": spend.customers_, "log_likelihood": spend.log_likelihood_, "mean_spend": spend.mean_spend()}
    paid = spend.expected_spend(*np.transpose(list(SPENDERS.values())))
    yield "gamma_gamma", "cdnow", {**spend.params_, **fit, **dict(zip(SPENDERS, paid, strict=True))}
    for case, percent in (("high_end", HIGH_END_PERCENT), ("regular", REGULAR_PERCENT)):
        sbg = Sbg().fit(thousand(percent[:8]))
        yield "sbg", case, {**sbg.params_, "survival_year_12": float(sbg.survival(12))}
    yield "bg_bb", "donors", _donors()
    yield "bdw", "high_end", Bdw().fit(thousand(HIGH_END_PERCENT[:5])).params_
    for case, (alpha, beta) in DERL_PARAMETERS.items():
        model = Sbg.from_params(alpha=alpha, beta=beta)
        renewals = model.residual_renewals(renewals_made=np.arange(5), discount_rate=0.1)
        yield "derl", case, {f"renewal_{number}": value for number, value in enumerate(renewals, 1)}
    for retention in (60, 70, 80, 90):
        multiples = {
            f"discount_{i}": margin_multiple(retention_rate=retention / 100, discount_rate=i / 100)
            for i in (10, 12, 14, 16)
        }
        yield "multiple", f"retention_{retention}", multiples
    value = retention_value(margin=260.0, retention_cost=50.0, retention_rate=0.75, discount_rate=0.2, years=10)
    yield "migration", "case_1", {"value": value}
    yield "kaplan_meier", "remission", _remission()


def _donors() -> dict[str, float]:
    """BG/BB of the donors, and the customers that its authors work out."""
    names = ["frequency", "recency_days", "age_days", "customers"]
    state = pd.DataFrame([(x, last, 6, customers) for x, last, customers in DONORS], columns=names).astype("float64")
    model = BgBb().fit(state)
    examples = pd.DataFrame(list(DONOR_EXAMPLES.values()), columns=names[:3]).astype("float64")
    ahead = model.expected_purchases(examples, horizon_days=DONOR_YEARS)
    new = float(model.expected_purchases_new(horizon_days=DONOR_YEARS))
    fit = {"log_likelihood": model.log_likelihood_, "customers": model.customers_, "expected_new_10": new}
    return {**model.params_, **fit, **dict(zip(DONOR_EXAMPLES, ahead, strict=True))}


def _remission() -> dict[str, float]:
    """Survival of the patients under treatment, and how sure it is that the untreated fare worse."""

    def curve(ended, censored=()):
        weeks = {"weeks": [*ended, *censored], "ended": [1] * len(ended) + [0] * len(censored)}
        counts = pd.DataFrame(weeks).assign(censored=lambda rows: 1 - rows["ended"])
        return survival.kaplan_meier(counts, age="weeks", ended="ended", whole_steps=False)

    treated, untreated = curve(REMISSION_ENDED, REMISSION_CENSORED), curve(PLACEBO_ENDED)
    at = treated.set_index("age")["survival"]
    weeks = {f"week_{week}": float(at[week]) for week in (6, 7, 10, 13, 16, 22, 23)}
    found = survival.log_rank({"treated": treated, "untreated": untreated})
    return {**weeks, "median": survival.median(treated).age or float("nan"), "log_rank": found.statistic}


def thousand(percent) -> pd.DataFrame:
    """Loss table of a thousand customers from survival in per cent, as `BetaSurvival.fit` takes it."""
    return table_of_survivors(10 * np.array(percent))


def _purchases(calibration, model) -> dict[str, float]:
    """Parameters in weeks, fit, worked examples and holdout of one purchase model."""
    fitted = clv.fit_purchases(calibration, model=model)
    weekly = fitted.in_weeks()
    params = {f"{n}_weeks" if n in fitted.time_names else n: value for n, value in weekly.params.items()}
    forecast, actual = (
        fitted.expected_purchases(calibration, horizon_days=HOLDOUT_DAYS),
        calibration["holdout_purchases"].to_numpy(),
    )
    return {
        **params,
        "log_likelihood": weekly.log_likelihood,
        **(_example(fitted, *EXAMPLES[model]) if model in EXAMPLES else {}),
        **{name: _example(fitted, *one, 1)["expected_1_weeks"] for name, one in NEXT_WEEK.items()},
        **{
            f"expected_new_{name}": float(fitted.expected_purchases_new(horizon_days=weeks * WEEK_DAYS))
            for name, weeks in (("1_week", 1), ("32_weeks", 32), ("78_weeks", 78))
        },
        "mean_p_alive": float(fitted.p_alive(calibration).mean()),
        **_holdout(calibration["frequency"].to_numpy() == 0, forecast, actual),
        "error_week_78": _error_by_the_end(fitted, calibration),
    }


def _holdout(is_one_timer, forecast, actual) -> dict[str, float]:
    return {
        "total_expected": float(forecast.sum()),
        "correlation": float(np.corrcoef(forecast, actual)[0, 1]),
        "mse": float(((forecast - actual) ** 2).mean()),
        "holdout_purchases": float(actual.sum()),
        "share_without_purchase": float((actual == 0).mean()),
        "one_timers_bought": float(actual[is_one_timer].mean()),
        "one_timers_expected": float(forecast[is_one_timer].mean()),
    }


def _error_by_the_end(fitted, calibration) -> float:
    """Error of the cumulative repeat purchases at the end of the holdout, expected of customers nobody knew yet."""
    expected = fitted.expected_purchases_new(horizon_days=calibration["age_days"].to_numpy() + HOLDOUT_DAYS).sum()
    return float(expected / (calibration["frequency"] + calibration["holdout_purchases"]).sum() - 1)


def _example(fitted, x, t_x_weeks, age_weeks, weeks) -> dict[str, float]:
    state = pd.DataFrame(
        {"frequency": [x], "recency_days": [t_x_weeks * WEEK_DAYS], "age_days": [age_weeks * WEEK_DAYS]}
    )
    expected = fitted.expected_purchases(state, horizon_days=weeks * WEEK_DAYS)
    return {f"expected_{weeks}_weeks": float(expected[0]), "p_alive": float(fitted.p_alive(state)[0])}
