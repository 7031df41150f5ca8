"""Why the net movement of the base changed between two years: acquisition, loss rate at equal age, age mix, size.

Source of the split of a rate: Kitagawa (1955), Components of a difference between two rates, JASA 50(272).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

AGE_BANDS = (1, 2, 3, 4, 7, 13, 25, 37, 61)  # lower ends, months; the last is open


@dataclass(frozen=True)
class CausedChange:
    """Customers a year: net change of the base in the later window less that in the earlier one, and its four parts."""

    change: float
    acquisition: float
    loss_rate_at_equal_age: float
    age_mix: float
    base_size: float
    cause: str  # of acquisition, loss_rate_at_equal_age, age_mix: the part that goes furthest in the change's direction
    loss_rate_before: float  # a month
    loss_rate_after: float
    by_age: pd.DataFrame  # age_from, exposure_before, exposure_after, loss_rate_before, loss_rate_after


def decompose(
    cohort_age: pd.DataFrame, *, last_month, months: int = 12, apart: int | None = None
) -> CausedChange | None:
    """Compare the `months` months to `last_month` with as many that ended `apart` months earlier (default: `months`).

    cohort_age : rows of the mart (one line; any filter): cohort_month, age_months, in_base; absent rows count as zero
    last_month : first day of the last complete month
    Losses at an age are net of returns: in_base at the age before less in_base at that age. What a cohort still has at
    age 0 counts as acquisition. The four parts add up to the change exactly (midpoint weights). Ages seen in one window
    only have no rate to compare and fall to the age mix.
    Returns None when a window has nobody who could leave.
    """
    last = pd.Timestamp(last_month)
    steps = _steps(cohort_age, last)
    end = last.year * 12 + last.month
    shift = months if apart is None else apart
    after = steps[(steps["month"] > end - months) & (steps["month"] <= end)]
    before = steps[(steps["month"] > end - months - shift) & (steps["month"] <= end - shift)]
    table = _by_age(before, after)
    if min(table["exposure_before"].sum(), table["exposure_after"].sum()) <= 0:
        return None
    return _parts(table, acquired=(before["entered"].sum(), after["entered"].sum()))


def _steps(cohort_age: pd.DataFrame, last: pd.Timestamp) -> pd.DataFrame:
    """One row per cohort and month from age 0 to the last month: month number, age, entered, exposure, lost."""
    summed = cohort_age.groupby(["cohort_month", "age_months"])["in_base"].sum().unstack(fill_value=0)
    starts = pd.to_datetime(summed.index)
    cohort = starts.year.to_numpy() * 12 + starts.month.to_numpy()
    ages = np.arange(int(max(last.year * 12 + last.month - cohort.min(), 0)) + 1) if len(cohort) else np.arange(1)
    base = summed.reindex(columns=ages, fill_value=0).to_numpy(dtype=float)
    month = cohort[:, None] + ages[None, :]
    earlier = np.hstack([np.zeros((len(base), 1)), base[:, :-1]])
    columns = {
        "month": month,
        "age": np.broadcast_to(ages, base.shape),
        "entered": np.where(ages == 0, base, 0.0),
        "exposure": earlier,
        "lost": np.where(ages == 0, 0.0, earlier - base),
    }
    steps = pd.DataFrame({name: values.ravel() for name, values in columns.items()})
    return steps[steps["month"] <= last.year * 12 + last.month]


def _by_age(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    sums = {}
    for name, part in (("before", before[before["age"] > 0]), ("after", after[after["age"] > 0])):
        band = np.array(AGE_BANDS)[np.searchsorted(AGE_BANDS, part["age"], side="right") - 1] if len(part) else []
        sums[name] = part.groupby(np.asarray(band, dtype=int))[["exposure", "lost"]].sum()
    table = sums["before"].join(sums["after"], how="outer", suffixes=("_before", "_after")).fillna(0.0)
    for name in ("before", "after"):
        exposure = table[f"exposure_{name}"]
        table[f"loss_rate_{name}"] = table[f"lost_{name}"] / exposure.where(exposure > 0)
    return table.rename_axis("age_from").reset_index()


def _parts(table: pd.DataFrame, *, acquired: tuple[float, float]) -> CausedChange:
    size_0, size_1 = table["exposure_before"].sum(), table["exposure_after"].sum()
    share_0, share_1 = table["exposure_before"] / size_0, table["exposure_after"] / size_1
    rate_0 = table["loss_rate_before"].fillna(table["loss_rate_after"]).fillna(0.0)
    rate_1 = table["loss_rate_after"].fillna(table["loss_rate_before"]).fillna(0.0)
    mean_0, mean_1 = float((share_0 * rate_0).sum()), float((share_1 * rate_1).sum())
    size = (size_0 + size_1) / 2
    parts = {
        "acquisition": float(acquired[1] - acquired[0]),
        "loss_rate_at_equal_age": float(-size * ((share_0 + share_1) / 2 * (rate_1 - rate_0)).sum()),
        "age_mix": float(-size * ((rate_0 + rate_1) / 2 * (share_1 - share_0)).sum()),
        "base_size": float(-(mean_0 + mean_1) / 2 * (size_1 - size_0)),
    }
    change = sum(parts.values())
    direction = 1.0 if change >= 0 else -1.0
    cause = max(("acquisition", "loss_rate_at_equal_age", "age_mix"), key=lambda name: direction * parts[name])
    columns = ["age_from", "exposure_before", "exposure_after", "loss_rate_before", "loss_rate_after"]
    return CausedChange(
        change, **parts, cause=cause, loss_rate_before=mean_0, loss_rate_after=mean_1, by_age=table[columns]
    )
