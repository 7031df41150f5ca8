"""The customer-base audit: how customers differ in one year, what changed between two, how a cohort evolves.

Source: Fader, Hardie & Ross (2022), The Customer-Base Audit, Wharton School Press: the five lenses.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

MEASURES = ("customers", "purchase_days", "revenue", "margin", "service_cost", "profit")
LOSSES, GAINS = ("left", "shrank"), ("grew", "came_back", "came")
CHANGES = (*LOSSES, *GAINS)


def tenths_of_hundredths(hundredths: pd.DataFrame) -> pd.DataFrame:
    """Tenths of the customers, the most valuable first, made of whole hundredths.

    hundredths : hundredth (1 the best) and MEASURES, as in the table `concentration` for one measure and scope
    Returns part (1 to 10; fewer than ten customers leave some out), MEASURES and their factors.
    """
    parts = ((hundredths["hundredth"].astype(int) - 1) // 10 + 1).rename("part")
    sums = hundredths[list(MEASURES)].astype(float).groupby(parts).sum()
    return with_factors(sums.reset_index())


def tenths_of_bins(bins: pd.DataFrame) -> pd.DataFrame:
    """Tenths of the customers from bins of value; a bin that a tenth cuts is split in proportion, so that sums hold.

    bins : value_bin (the higher, the more valuable) and MEASURES
    Returns part (1 the best), MEASURES and their factors; empty without customers.
    """
    ordered = bins[bins["customers"] > 0].sort_values("value_bin", ascending=False)
    if ordered.empty:
        return with_factors(pd.DataFrame(columns=["part", *MEASURES], dtype=float))
    sums = {name: np.concatenate([[0.0], ordered[name].to_numpy(float).cumsum()]) for name in MEASURES}
    cuts = np.linspace(0, sums["customers"][-1], 11)
    parts = {name: np.diff(np.interp(cuts, sums["customers"], total)) for name, total in sums.items()}
    return with_factors(pd.DataFrame({"part": range(1, 11), **parts}))


def with_factors(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what their margin is the product of, and with it per customer.

    margin = customers x days_per_customer x revenue_per_day x margin_rate; a factor is NaN where it divides by nothing.

    >>> row = pd.DataFrame({"customers": [2], "purchase_days": [6], "revenue": [60.0], "margin": [15.0]})
    >>> with_factors(row)[["days_per_customer", "revenue_per_day", "margin_rate"]].iloc[0].tolist()
    [3.0, 10.0, 0.25]
    """
    return rows.assign(
        days_per_customer=_ratio(rows["purchase_days"], rows["customers"]),
        revenue_per_day=_ratio(rows["revenue"], rows["purchase_days"]),
        margin_rate=_ratio(rows["margin"], rows["revenue"]),
        margin_per_customer=_ratio(rows["margin"], rows["customers"]),
    )


def against_average(tenths: pd.DataFrame, *, part: int = 1) -> dict[str, float]:
    """How many times the average one tenth is worth, and the factors whose product that is.

    Returns value, days, per_day, rate (value = days x per_day x rate); empty where one of them is not known.
    """
    names = {"days_per_customer": "days", "revenue_per_day": "per_day", "margin_rate": "rate"}
    whole = with_factors(tenths[list(MEASURES)].sum().to_frame().T).iloc[0]
    row = tenths[tenths["part"] == part]
    if row.empty:
        return {}
    times = {name: float(row[column].iloc[0] / whole[column]) for column, name in names.items() if whole[column]}
    times["value"] = float(row["margin_per_customer"].iloc[0] / whole["margin_per_customer"])
    return times if len(times) == 4 and np.isfinite(list(times.values())).all() else {}


def lorenz_of_hundredths(hundredths: pd.DataFrame, *, value: str) -> pd.DataFrame:
    """Lorenz curve at hundredths of the customers, exact there: customer_share, value_share.

    Raises ValueError when the value does not sum to more than nothing.
    """
    ordered = hundredths.sort_values("hundredth")
    customers, money = ordered["customers"].to_numpy(float), ordered[value].to_numpy(float)
    if not money.sum() > 0:
        raise ValueError("shares need customers whose values have a positive sum")
    shares = [np.concatenate([[0.0], part.cumsum() / part.sum()]) for part in (customers, money)]
    return pd.DataFrame({"customer_share": shares[0], "value_share": shares[1]})


def top_share_of_hundredths(hundredths: pd.DataFrame, share: float, *, value: str) -> float:
    """Share of the value that the best `share` of the customers (whole hundredths) hold."""
    best = hundredths["hundredth"] <= round(100 * share)
    return float(hundredths.loc[best, value].sum() / hundredths[value].sum())


def bridge(changes: pd.DataFrame, *, cost_before: float = 0.0, cost_after: float = 0.0) -> pd.DataFrame:
    """From the money of one year to that of the next, by what its customers did; closes exactly.

    changes : change (a code of CHANGES), customers, before_margin, after_margin
    cost_before, cost_after : cost to serve of the two years; the line `cost_change` is there where one is not zero,
        and the totals are then profit
    Returns lines code, amount, customers, is_total, role: before, CHANGES, cost_change, after. What `left` and `shrank`
    take is negative.
    """
    by = changes.groupby("change")[["customers", "before_margin", "after_margin"]].sum().astype(float)
    by = by.reindex(list(CHANGES), fill_value=0.0)
    rows = [(code, row.after_margin - row.before_margin, row.customers) for code, row in by.iterrows()]
    if cost_before or cost_after:
        rows.append(("cost_change", cost_before - cost_after, np.nan))
    before, after = by["before_margin"].sum() - cost_before, by["after_margin"].sum() - cost_after
    was_there = by.loc[["left", "shrank", "grew"], "customers"].sum()
    is_there = by.loc[["shrank", "grew", "came_back", "came"], "customers"].sum()
    rows = [("before", before, was_there), *rows, ("after", after, is_there)]
    lines = pd.DataFrame(rows, columns=["code", "amount", "customers"])
    return lines.assign(is_total=lines["code"].isin(("before", "after")), role=None)


def compared_years(calendar: pd.DataFrame) -> list[int]:
    """Later years of those pairs of neighbouring years that were both observed whole.

    calendar : rows of `period` of the grain year: period_start, is_incomplete
    """
    whole = {int(start.year) for start in calendar.loc[~calendar["is_incomplete"].astype(bool), "period_start"]}
    return sorted(year for year in whole if year - 1 in whole)


def ratios(before: Mapping, after: Mapping) -> dict[str, float]:
    """What the margin of one group was multiplied by between two years, and the factors whose product that is.

    before, after : customers, purchase_days, revenue, margin
    Returns margin, customers, days, per_day, rate (margin = customers x days x per_day x rate); empty where one of
    them is not known.
    """
    both = with_factors(
        pd.DataFrame([before, after])[["customers", "purchase_days", "revenue", "margin"]].astype(float)
    )
    names = {
        "margin": "margin",
        "customers": "customers",
        "days_per_customer": "days",
        "revenue_per_day": "per_day",
        "margin_rate": "rate",
    }
    found = {name: _ratio(both[column].iloc[[1]], both[column].iloc[0]).iloc[0] for column, name in names.items()}
    known = np.isfinite(list(found.values())).all()
    return {name: float(value) for name, value in found.items()} if known else {}


def at_ages(values: pd.DataFrame, *, ages: tuple[int, ...] = (12, 24, 36)) -> pd.DataFrame:
    """Cohorts with the money each acquired customer had brought by some ages; NaN where the age is not yet observed.

    values : cohort_start, age_months, acquired, cumulative_value, as from `lifecycle.cumulative_value`
    Returns cohort_start, acquired, value_<age>.
    """
    sizes = values.groupby("cohort_start", as_index=False)["acquired"].first()
    for age in ages:
        reached = values[values["age_months"] == age].set_index("cohort_start")["cumulative_value"]
        sizes[f"value_{age}"] = sizes["cohort_start"].map(reached)
    return sizes


def with_next_year(ages: pd.DataFrame, by_cohort: pd.DataFrame, *, whole: set[int]) -> pd.DataFrame:
    """`at_ages` with cohort_year and share_next_year: who bought in the calendar year after the one acquired in.

    by_cohort : cohort_year, year_start, customers who bought in that year
    whole : calendar years observed from end to end; NaN where the year after is not among them
    """
    seen = by_cohort.assign(year=by_cohort["year_start"].dt.year).set_index(["cohort_year", "year"])["customers"]
    cohorts = [int(start.year) for start in ages["cohort_start"]]
    shares = [
        float(seen.get((cohort, cohort + 1), 0)) / float(seen.get((cohort, cohort), np.nan))
        if cohort + 1 in whole
        else np.nan
        for cohort in cohorts
    ]
    return ages.assign(cohort_year=[str(cohort) for cohort in cohorts], share_next_year=shares)


def oldest_and_newest(ages: pd.DataFrame) -> dict:
    """Oldest and newest cohort year observed for twelve months, and what the newest brought of the oldest's value.

    Returns old, new, share; empty for fewer than two, or where the oldest brought nothing.
    """
    seen = ages.dropna(subset=["value_12"])
    if len(seen) < 2 or not seen["value_12"].iloc[0] > 0:
        return {}
    old, new = seen.iloc[0], seen.iloc[-1]
    years = {"old": int(old["cohort_start"].year), "new": int(new["cohort_start"].year)}
    return years | {"share": float(new["value_12"] / old["value_12"])}


def _ratio(above: pd.Series, below) -> pd.Series:
    below = pd.Series(below, index=above.index, dtype=float)
    return above.astype(float) / below.where(below != 0)
