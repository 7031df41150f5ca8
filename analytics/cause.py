"""Why the net movement of the base changed between two years: acquisition, loss rate at equal age, age mix, size.

Source of the split of a rate: Kitagawa (1955), Components of a difference between two rates, JASA 50(272).
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

Z_80 = 1.2816  # standard errors to either side of an 80 % interval of a normal quantity
PARTS = ("acquisition", "loss_rate_at_equal_age", "age_mix", "base_size")
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
    loss_rate_before: float  # a month; a period where totals are compared
    loss_rate_after: float
    by_age: pd.DataFrame  # age_from, exposure_before, exposure_after, loss_rate_before, loss_rate_after
    net_before: float = 0.0  # net change of the base in the earlier window
    acquisition_error: float = 0.0  # standard errors of chance: counts are Poisson, the base at risk is given
    loss_rate_error: float = 0.0
    has_ages: bool = True  # False: totals only, all ages are taken together and the age mix cannot be told

    @property
    def net_after(self) -> float:
        """Net change of the base in the later window."""
        return self.net_before + self.change

    @property
    def change_error(self) -> float:
        """Standard error of the change of the net movement."""
        return float(np.hypot(self.acquisition_error, self.loss_rate_error))

    def margin_of(self, part: str) -> float:
        """Half the 80 % interval of a part; 0 for those that rest on the base alone, which is taken as given.

        Also 0 for totals: what moves millions together is not chance among customers, and one year cannot tell it.
        """
        if not self.has_ages:
            return 0.0
        return Z_80 * {"acquisition": self.acquisition_error, "loss_rate_at_equal_age": self.loss_rate_error}.get(
            part, 0
        )

    def certain(self, part: str) -> bool:
        """True where a part, or the whole `change`, goes beyond chance (80 %, two-sided)."""
        own = {"acquisition": self.acquisition_error, "change": self.change_error}
        return abs(getattr(self, part)) > Z_80 * own.get(part, self.loss_rate_error)

    def judgement(self) -> str:
        """The part that makes the change; "offset": parts cancel, "chance": nothing goes beyond chance."""
        certain = [part for part in PARTS if self.certain(part)]
        direction = 1.0 if self.change >= 0 else -1.0
        along = [part for part in certain if direction * getattr(self, part) > 0]
        if self.certain("change") and along:
            return max(along, key=lambda part: direction * getattr(self, part))
        return "offset" if len({getattr(self, part) > 0 for part in certain}) == 2 else "chance"


def decompose(
    cohort_age: pd.DataFrame,
    *,
    last_month,
    months: int = 12,
    apart: int | None = None,
    crossings: tuple[float, float] | None = None,
) -> CausedChange | None:
    """Compare the `months` months to `last_month` with as many that ended `apart` months earlier (default: `months`).

    cohort_age : rows of the mart (one line; any filter): cohort_month, age_months, in_base; absent rows count as zero
    last_month : first day of the last complete month
    crossings : losses and returns counted one by one in the earlier and the later window, where they are known: net
        losses vary as much as these do
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
    return _parts(table, acquired=(before["entered"].sum(), after["entered"].sum()), crossings=crossings)


def decompose_totals(flow: pd.DataFrame, *, last: int, periods: int, apart: int) -> CausedChange | None:
    """The same for a firm that knows totals only: acquisition, loss rate of all ages together, size of the base.

    flow : as from `movement.by_period`; last : position of the last period; periods : of a year
    apart : periods between the ends of the two windows
    Returns None when a window is not there or has nobody who could leave.
    """
    if last - apart - periods + 1 < 0:
        return None
    windows = [flow.iloc[end - periods + 1 : end + 1] for end in (last - apart, last)]
    exposure = [float(window["opening"].sum()) for window in windows]
    if min(exposure) <= 0:
        return None
    lost = [float((window["lost"] - window["won_back"]).sum()) for window in windows]
    rates = [gone / risk for gone, risk in zip(lost, exposure, strict=True)]
    names = ("before", "after")
    table = pd.DataFrame({"age_from": [0]})
    for name, risk, rate in zip(names, exposure, rates, strict=True):
        table[f"exposure_{name}"], table[f"loss_rate_{name}"] = risk, rate
    acquired = [float(window["acquired"].sum()) for window in windows]
    moved = [float((window["lost"] + window["won_back"]).sum()) for window in windows]
    found = _parts(table, acquired=(acquired[0], acquired[1]), crossings=(moved[0], moved[1]))
    return replace(found, has_ages=False)


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


def _parts(
    table: pd.DataFrame, *, acquired: tuple[float, float], crossings: tuple[float, float] | None
) -> CausedChange:
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
        change,
        acquisition=parts["acquisition"],
        loss_rate_at_equal_age=parts["loss_rate_at_equal_age"],
        age_mix=parts["age_mix"],
        base_size=parts["base_size"],
        cause=cause,
        loss_rate_before=mean_0,
        loss_rate_after=mean_1,
        by_age=table[columns],
        net_before=float(acquired[0] - mean_0 * size_0),
        acquisition_error=float(np.sqrt(sum(acquired))),
        loss_rate_error=float(size * np.sqrt(_rate_variance(table, crossings))),
    )


def _rate_variance(table: pd.DataFrame, crossings: tuple[float, float] | None) -> float:
    """Variance of the difference of the two loss rates at equal ages; net losses are widened to their crossings."""
    shares = [table[f"exposure_{name}"] / table[f"exposure_{name}"].sum() for name in ("before", "after")]
    variance = 0.0
    for place, name in enumerate(("before", "after")):
        exposure = table[f"exposure_{name}"]
        lost = (table[f"loss_rate_{name}"].fillna(0.0) * exposure).abs()
        widened = max(crossings[place] / lost.sum(), 1.0) if crossings is not None and lost.sum() > 0 else 1.0
        variance += widened * float((((shares[0] + shares[1]) / 2 / exposure.where(exposure > 0)) ** 2 * lost).sum())
    return variance
