"""Cohorts by age: retention, its weighted average, and the value a customer has brought. Cube rows in, tables out.

A cell is observed when every month cohort in it has reached that age in a complete month. Unobserved cells are NaN,
never zero; the denominator is the cohort's own size; averages weigh cohorts by size over observed cells only.
"""

import numpy as np
import pandas as pd

COHORT_FREQUENCY = {"month": "M", "quarter": "Q", "year": "Y"}
SHARES = {"share_active": "active", "share_in_base": "in_base"}


def retention(cube: pd.DataFrame, *, cohort_grain: str = "month", last_month=None) -> pd.DataFrame:
    """What is left of each cohort at each age.

    cube : rows of `cohort_age`, one line, any filter: cohort_month, age_months, acquired (age 0 only), active, in_base,
        revenue, margin
    cohort_grain : month, quarter or year of acquisition; age stays in months, counted from each customer's own month
    last_month : first day of the last complete month; default: the latest month in `cube`
    Returns one row per cohort and age from 0 to the last observed age of any cohort: cohort_start, age_months, acquired
    (size of the cohort), active, in_base, revenue, margin, share_active, share_in_base in [0, 1]; NaN where unobserved.
    """
    months = _month_cells(cube, last_month)
    if months.empty:
        return months.assign(share_active=[], share_in_base=[])
    starts = months["cohort_start"].dt.to_period(COHORT_FREQUENCY[cohort_grain]).dt.start_time
    keys = [starts.rename("cohort_start"), "age_months"]
    measures = [column for column in months.columns if column not in ("cohort_start", "age_months")]
    groups = months.groupby(keys)[measures]
    whole = groups.count().eq(groups.size(), axis=0)  # one member not there yet leaves the cell unobserved
    table = groups.sum().where(whole).reset_index()
    table["acquired"] = table.groupby("cohort_start")["acquired"].transform("first")
    for share, measure in SHARES.items():
        table[share] = table[measure] / table["acquired"].where(table["acquired"] > 0)
    return table


def _month_cells(cube: pd.DataFrame, last_month) -> pd.DataFrame:
    """Every month cohort at every age; a cell without rows is zero once observed and NaN until then."""
    measures = [column for column in ("active", "in_base", "purchase_days", "revenue", "margin") if column in cube]
    if cube.empty:
        return pd.DataFrame(columns=["cohort_start", "age_months", "acquired", *measures])
    rows = cube.assign(cohort_start=pd.to_datetime(cube["cohort_month"]))
    rows[["acquired", *measures]] = rows[["acquired", *measures]].astype(float)
    last = _month_number(pd.to_datetime(last_month)) if last_month is not None else None
    if last is None:
        last = int((_month_number(rows["cohort_start"].dt) + rows["age_months"]).max())
    sizes = rows.groupby("cohort_start")["acquired"].sum()
    oldest = last - _month_number(sizes.index)
    grid = pd.MultiIndex.from_product([sizes.index, range(int(oldest.max()) + 1)], names=["cohort_start", "age_months"])
    cells = rows.groupby(["cohort_start", "age_months"])[measures].sum().reindex(grid, fill_value=0.0).reset_index()
    reached = cells["age_months"] <= last - _month_number(cells["cohort_start"].dt)
    cells[measures] = cells[measures].where(reached)
    return cells.assign(acquired=cells["cohort_start"].map(sizes))


def _month_number(dates):
    return dates.year * 12 + dates.month


def pivot(table: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Cohorts down, ages across: `measure` of a table made here; NaN where unobserved."""
    return table.pivot(index="cohort_start", columns="age_months", values=measure)


def average_curve(table: pd.DataFrame, *, smallest: int = 1) -> pd.DataFrame:
    """Retention by age over the cohorts observed at that age, weighted by their size.

    table : as from `retention`
    smallest : least customers behind an age; younger and smaller ones are left out
    Returns age_months, cohorts, acquired (customers behind the average), share_active, share_in_base. Cohorts differ
    from age to age, so the curve may rise where a better cohort is alone: `cohorts` says how many there are.
    """
    seen = table.dropna(subset=["in_base"])
    sums = seen.groupby("age_months").agg(
        cohorts=("acquired", "size"), acquired=("acquired", "sum"), active=("active", "sum"), in_base=("in_base", "sum")
    )
    sums = sums[sums["acquired"] >= smallest]
    for share, measure in SHARES.items():
        sums[share] = sums[measure] / sums["acquired"].where(sums["acquired"] > 0)
    return sums.drop(columns=["active", "in_base"]).reset_index()


def value_by_age(cube: pd.DataFrame, *, measure: str, cohort_grain: str = "year", last_month=None) -> pd.DataFrame:
    """Money per acquired customer, added up from acquisition to each age, by cohort.

    measure : "revenue" or "margin"; money of the warehouse
    Returns cohort_start, age_months, acquired, value (in that month, per acquired customer), cumulative_value; NaN
    where the cohort is not wholly observed at that age.
    """
    return cumulative_value(retention(cube, cohort_grain=cohort_grain, last_month=last_month), measure=measure)


def cumulative_value(table: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """`value_by_age` of a table made by `retention`."""
    if table.empty:
        return table.reindex(columns=["cohort_start", "age_months", "acquired", "value", "cumulative_value"])
    table = table.assign(value=table[measure] / table["acquired"].where(table["acquired"] > 0))
    by_cohort = table.sort_values(["cohort_start", "age_months"]).groupby("cohort_start")["value"]
    table["cumulative_value"] = by_cohort.cumsum().where(table["value"].notna())
    return table[["cohort_start", "age_months", "acquired", "value", "cumulative_value"]]


def payback_months(values: pd.DataFrame, *, acquisition_cost: float | pd.Series) -> pd.Series:
    """First age in months at which a cohort's cumulative value covers the cost of acquiring one customer.

    values : as from `value_by_age`; acquisition_cost : money per acquired customer, >= 0, one for all or by cohort_start
    Returns a float per cohort_start; NaN where it has not paid back within the observed time, or its cost is not known.
    """
    cost = acquisition_cost
    if isinstance(cost, pd.Series):
        cost = values["cohort_start"].map(cost)
    paid = values[values["cumulative_value"] >= cost]
    first = paid.groupby("cohort_start")["age_months"].min()
    return first.reindex(np.sort(values["cohort_start"].unique())).astype(float)


def payback(values: pd.DataFrame, *, costs: pd.Series) -> pd.DataFrame:
    """Each cohort's own acquisition cost beside what its customers have brought; undiscounted.

    values : as from `value_by_age`; costs : money per acquired customer by cohort_start
    Returns a row for each cohort of known cost that is observed at all, in order: cohort_start, acquired, cost,
    age_months (observed), brought (per acquired customer by then), covered (brought / cost), paid_months (NaN: not yet),
    paid_value (brought by that age).
    """
    months = payback_months(values, acquisition_cost=costs)
    seen = values.dropna(subset=["cumulative_value"]).sort_values(["cohort_start", "age_months"])
    table = seen.groupby("cohort_start").last()[["acquired", "age_months", "cumulative_value"]]
    table = table.rename(columns={"cumulative_value": "brought"})
    table.insert(1, "cost", costs.reindex(table.index))
    table = table[table["cost"] > 0]
    table["covered"] = table["brought"] / table["cost"]
    table["paid_months"] = months.reindex(table.index)
    at = seen.set_index(["cohort_start", "age_months"])["cumulative_value"]
    pairs = zip(table.index, table["paid_months"], strict=True)
    table["paid_value"] = [float(at.loc[(start, int(age))]) if age == age else np.nan for start, age in pairs]
    return table.reset_index()
