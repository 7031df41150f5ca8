"""Cohorts against each other and along the calendar: how they changed, what each still brings. Tables in, tables out.

Complements `analytics.lifecycle`, which follows cohorts by age. A cube is rows of `cohort_age`, summed over the
dimensions or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import ndtri

from analytics.lifecycle import COHORT_FREQUENCY, SHARES
from analytics.survival import survival_at

GRAINS = ("month", "quarter", "year")


@dataclass(frozen=True)
class CohortChange:
    """How the newest comparable cohort differs from the oldest: worse, better, alike or not_comparable.

    figures : old, new (first day of each cohort), age_months, lost_old, lost_new (shares gone by that age, in [0, 1]),
        times (lost_new / lost_old), times_low, times_high (interval of it)
    """

    code: str
    figures: dict = field(default_factory=dict)


def cohort_change(
    table: pd.DataFrame, *, age_months: int = 12, smallest: int = 100, coverage: float = 0.95
) -> CohortChange:
    """Compare the share lost by one age between the oldest and the newest cohort that were wholly observed at it.

    table : as from `lifecycle.retention`; smallest : least customers in a cohort that is compared
    "worse" or "better" only where the interval of the ratio excludes 1 (Katz et al. 1978, Biometrics 34(3): the
    logarithm of a ratio of two shares is near normal). not_comparable without two such cohorts that both lost somebody.
    """
    at_age = table[(table["age_months"] == age_months) & (table["acquired"] >= smallest)]
    at_age = at_age.dropna(subset=["share_in_base"]).sort_values("cohort_start")
    lost = 1 - at_age["share_in_base"].to_numpy(dtype=float)
    if len(at_age) < 2 or min(lost[0], lost[-1]) <= 0:
        return CohortChange("not_comparable")
    old, new = at_age.iloc[0], at_age.iloc[-1]
    error = np.sqrt((1 - lost[0]) / (lost[0] * old["acquired"]) + (1 - lost[-1]) / (lost[-1] * new["acquired"]))
    reach = float(np.exp(ndtri(0.5 + coverage / 2) * error))
    times = float(lost[-1] / lost[0])
    code = "worse" if times / reach > 1 else "better" if times * reach < 1 else "alike"
    figures = {"old": old["cohort_start"], "new": new["cohort_start"], "age_months": age_months}
    figures |= {"lost_old": float(lost[0]), "lost_new": float(lost[-1])}
    return CohortChange(code, figures | {"times": times, "times_low": times / reach, "times_high": times * reach})


def by_calendar(cube: pd.DataFrame, *, cohort_grain: str = "month", last_month=None) -> pd.DataFrame:
    """What is left of each cohort in each calendar month, from the last month in which it grew.

    cube, cohort_grain, last_month : as for `lifecycle.retention`
    Returns one row per cohort and month up to `last_month`: cohort_start, month, acquired (size of the cohort), active,
    in_base, share_active, share_in_base in [0, 1]. Months in which a cohort is not there, or still grows, have no row.
    """
    columns = ["cohort_start", "month", "acquired", "active", "in_base", *SHARES]
    if cube.empty:
        return pd.DataFrame(columns=columns)
    rows = _with_month(cube, cohort_grain)
    last = rows["month"].max() if last_month is None else pd.Period(pd.to_datetime(last_month), "M")
    sums = rows.groupby(["cohort_start", "month"])[["acquired", "active", "in_base"]].sum()
    parts = []
    for start, cohort in sums.groupby(level="cohort_start"):
        size = cohort["acquired"].sum()
        full_from = min(pd.Period(start, COHORT_FREQUENCY[cohort_grain]).asfreq("M", "end"), last)
        months = pd.period_range(full_from, last, freq="M", name="month")
        left = cohort.droplevel("cohort_start")[["active", "in_base"]].reindex(months, fill_value=0.0)
        parts.append(left.reset_index().assign(cohort_start=start, acquired=size))
    table = pd.concat(parts, ignore_index=True)
    for share, measure in SHARES.items():
        table[share] = table[measure] / table["acquired"].where(table["acquired"] > 0)
    return table.assign(month=table["month"].dt.to_timestamp())[columns]


def money_by_period(
    cube: pd.DataFrame, *, measure: str, grain: str = "month", cohort_grain: str = "year"
) -> pd.DataFrame:
    """Money of each calendar period by the cohort that brought it, as stacked-cohort charts need it.

    measure : "revenue" or "margin"; grain : of the periods; cohort_grain : of acquisition
    Returns period_start, cohort_start, value (money), in order; a cohort that brought nothing in a period has no row.
    """
    if cube.empty:
        return pd.DataFrame(columns=["period_start", "cohort_start", "value"])
    rows = _with_month(cube, cohort_grain)
    periods = rows["month"].dt.asfreq(COHORT_FREQUENCY[grain]).dt.start_time.rename("period_start")
    return rows.groupby([periods, "cohort_start"])[measure].sum().rename("value").reset_index()


def share_from_earlier(cube: pd.DataFrame, *, measure: str, last_month, months: int = 12) -> float | None:
    """Share of the last `months` months' money that came from customers acquired before them.

    None where the cube holds no customers from before, or none acquired since, or no money: there is nothing to share.
    """
    if cube.empty:
        return None
    rows = _with_month(cube, "month")
    first = pd.Period(pd.to_datetime(last_month), "M") - (months - 1)
    is_earlier = rows["cohort_start"].dt.to_period("M") < first
    recent = rows["month"] >= first
    total = float(rows.loc[recent, measure].sum())
    if is_earlier.all() or not is_earlier.any() or total <= 0:
        return None
    return float(rows.loc[recent & is_earlier, measure].sum()) / total


def observed_share(cube: pd.DataFrame, *, as_of, days: int) -> float:
    """Share of the customers acquired in months that had ended `days` days before `as_of`: they were seen that long."""
    sizes = cube.groupby("cohort_month")["acquired"].sum()
    ended = pd.to_datetime(sizes.index) + pd.offsets.MonthEnd(0)
    total = float(sizes.sum())
    return float(sizes[ended + pd.Timedelta(days=days) <= pd.Timestamp(as_of)].sum()) / total if total else 0.0


def _with_month(cube: pd.DataFrame, cohort_grain: str) -> pd.DataFrame:
    """The rows with the calendar month they belong to and the first day of their cohort; measures as floats."""
    acquired_in = pd.to_datetime(cube["cohort_month"]).dt.to_period("M")
    numbers = acquired_in.dt.year * 12 + acquired_in.dt.month - 1 + cube["age_months"].astype(int)
    month = pd.PeriodIndex.from_fields(year=numbers // 12, month=numbers % 12 + 1, freq="M")
    measures = [c for c in ("acquired", "active", "in_base", "revenue", "margin") if c in cube]
    rows = cube[measures].astype(float)
    return rows.assign(
        cohort_start=acquired_in.dt.asfreq(COHORT_FREQUENCY[cohort_grain]).dt.start_time,
        month=pd.Series(month, index=cube.index),
    )


WEEKS = (4, 13, 26, 52)


def bought_again(curve: pd.DataFrame, *, weeks: Sequence[int] = WEEKS, smallest: int = 30) -> pd.DataFrame:
    """Share of customers who bought a second time within so many weeks of the first, with its interval.

    curve : `survival.kaplan_meier` of `second_purchase` (age in whole weeks, "ended" is the second purchase)
    smallest : least customers still followed in the last of those weeks; NaN for fewer
    Returns weeks, share, low, high in [0, 1], at_risk (customers followed into the last of those weeks).
    """
    rows = []
    for count in weeks:
        found = survival_at(curve, count)
        followed = float(curve.loc[curve["age"] == count, "at_risk"].sum()) if found else 0.0
        known = found if found and followed >= smallest else (np.nan,) * 3
        rows.append((count, 1 - known[0], 1 - known[2], 1 - known[1], followed))
    return pd.DataFrame(rows, columns=["weeks", "share", "low", "high", "at_risk"])


def average_value(table: pd.DataFrame, *, measure: str, age_months: int) -> float | None:
    """Money per acquired customer up to and including one age, over the cohorts observed at it; None without any.

    table : as from `lifecycle.retention`; measure : "revenue" or "margin"
    """
    reached = table[(table["age_months"] == age_months) & table[measure].notna()]
    customers = float(reached["acquired"].sum())
    young = table[(table["age_months"] <= age_months) & table["cohort_start"].isin(reached["cohort_start"])]
    return float(young[measure].sum()) / customers if customers else None


def ends_at(values: pd.DataFrame, *, age_months: int) -> dict:
    """The oldest and the newest cohort observed at one age: old, new, value_old, value_new; empty for fewer than two.

    values : as from `lifecycle.value_by_age`
    """
    seen = values[values["age_months"] == age_months].dropna(subset=["cumulative_value"]).sort_values("cohort_start")
    if len(seen) < 2:
        return {}
    old, new = seen.iloc[0], seen.iloc[-1]
    figures = {"old": old["cohort_start"], "new": new["cohort_start"]}
    return figures | {"value_old": float(old["cumulative_value"]), "value_new": float(new["cumulative_value"])}


def readable_grain(cube: pd.DataFrame, *, chosen: str, most: int) -> str:
    """The chosen grain of cohorts, or the next coarser one that makes at most `most` of them; years at the coarsest."""
    months = pd.to_datetime(cube["cohort_month"])
    for grain in GRAINS[GRAINS.index(chosen) :]:
        if months.dt.to_period(COHORT_FREQUENCY[grain]).nunique() <= most:
            return grain
    return GRAINS[-1]
