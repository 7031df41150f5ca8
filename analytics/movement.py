"""The base and what moves it: opening + acquired + won back - lost = closing, per period. Tables in, tables out.

The judgement of its shape is in `analytics.shape`, the cause of a change in `analytics.cause`, what would hold it in
`analytics.hold`; all are offered here.
"""

import numpy as np
import pandas as pd

from analytics.cause import CausedChange, decompose, decompose_totals
from analytics.hold import BreakEven, HoldingCost, break_even, break_even_a_month, holding_cost
from analytics.shape import Shape, observable, shape_of
from analytics.trend import PERIODS_A_YEAR

__all__ = [
    "PERIODS_A_YEAR",
    "BreakEven",
    "CausedChange",
    "HoldingCost",
    "Shape",
    "break_even",
    "break_even_a_month",
    "by_period",
    "check_identity",
    "decompose",
    "decompose_totals",
    "from_totals",
    "holding_cost",
    "observable",
    "past_year",
    "shape_of",
    "year_on_year",
    "years",
]

COUNTS = ["opening", "acquired", "won_back", "lost", "closing", "retained", "active", "purchase_days"]
MONEY = ["revenue", "margin"]
FLOWS = ["acquired", "won_back", "lost", "revenue", "margin"]


def by_period(cube: pd.DataFrame, period: pd.DataFrame) -> pd.DataFrame:
    """The movement of the base per period, summed over the dimensions.

    cube : rows of `movement`, one grain and one line, filtered as wished
    period : rows of `period`; other grains are ignored. Periods between the first and the last of `cube` that have no
        row in it get zeros, and so do later ones once the base is empty.
    Returns one row a period in order: period_start, period_end, opening, acquired, won_back, lost, closing, retained,
    active, purchase_days (customers or counts), revenue, margin (money), loss_rate = (opening - retained) / opening
    (NaN where opening is 0), is_incomplete, is_burn_in.
    Raises ValueError when several grains or lines are mixed, which would count customers twice.
    """
    for column in ("grain", "line"):
        found = sorted(cube[column].dropna().unique()) if column in cube else []
        if len(found) > 1:
            raise ValueError(
                f"by_period needs one {column}, the cube has {', '.join(map(str, found))}; filter it first"
            )
    measures = [column for column in COUNTS + MONEY if column in cube]
    summed = cube.assign(period_start=pd.to_datetime(cube["period_start"])).groupby("period_start")[measures].sum()
    flow = _calendar(period, cube, summed).join(summed, on="period_start")
    flow[measures] = flow[measures].apply(pd.to_numeric).fillna(0)
    counts = [column for column in COUNTS if column in flow]
    flow[counts] = flow[counts].round().astype("int64")
    money = [column for column in MONEY if column in flow]
    return _with_loss_rate(flow.astype(dict.fromkeys(money, "float64")))


def _calendar(period: pd.DataFrame, cube: pd.DataFrame, summed: pd.DataFrame) -> pd.DataFrame:
    calendar = period
    if "grain" in period and "grain" in cube and len(cube):
        calendar = period[period["grain"] == cube["grain"].iloc[0]]
    calendar = calendar.assign(period_start=pd.to_datetime(calendar["period_start"])).sort_values("period_start")
    keep = [c for c in ("period_start", "period_end", "is_incomplete", "is_burn_in") if c in calendar]
    if summed.empty:
        return calendar.loc[[], keep].reset_index(drop=True)
    starts = calendar["period_start"]
    inside = starts >= summed.index.min()
    if summed["closing"].iloc[-1] > 0:  # otherwise the base is empty and stays so
        inside &= starts <= summed.index.max()
    return calendar.loc[inside, keep].reset_index(drop=True)


def _with_loss_rate(flow: pd.DataFrame) -> pd.DataFrame:
    opening = flow["opening"].astype(float)
    rate = (opening - flow["retained"]) / opening.where(opening > 0)
    return flow.assign(loss_rate=rate.astype(float))


def from_totals(totals: pd.DataFrame) -> pd.DataFrame:
    """The same table for a firm that knows only totals (a filing, five numbers), not customers.

    totals : period_start, acquired, lost, closing and, where known, won_back; customers, in order of time. The first
        opening is closing - acquired - won_back + lost.
    `retained`, which totals cannot give, is estimated: losses fall on the average base, so opening * exp(-lost / mean
    of opening and closing).
    """
    flow = totals.assign(period_start=pd.to_datetime(totals["period_start"])).sort_values("period_start")
    flow = flow.reset_index(drop=True)
    if "won_back" not in flow:
        flow["won_back"] = 0
    flow["opening"] = flow["closing"] - flow["acquired"] - flow["won_back"] + flow["lost"]
    mean_base = ((flow["opening"] + flow["closing"]) / 2).astype(float)
    flow["retained"] = flow["opening"] * np.exp(-(flow["lost"] / mean_base.where(mean_base > 0)).fillna(0.0))
    for flag in ("is_incomplete", "is_burn_in"):
        flow[flag] = flow[flag].astype(bool) if flag in flow else False
    return _with_loss_rate(flow)


def check_identity(flow: pd.DataFrame) -> pd.DataFrame:
    """Rows of `flow` that do not reconcile; empty when all do.

    Columns: period_start, `gap` = opening + acquired + won_back - lost - closing, and `step` = opening less the closing
    before it (0 in the first row), both in customers.
    """
    gap = flow["opening"] + flow["acquired"] + flow["won_back"] - flow["lost"] - flow["closing"]
    step = (flow["opening"] - flow["closing"].shift()).fillna(0)
    checked = pd.DataFrame({"period_start": flow["period_start"], "gap": gap, "step": step})
    return checked[(gap.abs() > 1e-6) | (step.abs() > 1e-6)].reset_index(drop=True)


def year_on_year(flow: pd.DataFrame, *, grain: str, join_january_february: bool = True) -> pd.DataFrame:
    """Each period against the same one a year before.

    Returns period_start, compared_as ("same_period" or "january_february") and, for closing and each flow,
    `<measure>_before` and `<measure>_change` (relative). NaN where a side is missing, incomplete or burn-in, or was 0.
    With months, the flows of January and February are taken together on both sides, because the Spring Festival moves
    between them.
    """
    lag = PERIODS_A_YEAR[grain]
    usable = ~(flow["is_incomplete"] | flow["is_burn_in"])
    months = flow["period_start"].dt.month
    joined = (months <= 2) if (grain == "month" and join_january_february) else pd.Series(False, index=flow.index)
    compared_as = np.where(joined, "january_february", "same_period")
    result = pd.DataFrame({"period_start": flow["period_start"], "compared_as": compared_as})
    for measure in ["closing"] + [column for column in FLOWS if column in flow]:
        series = flow[measure].astype(float).where(usable)
        if measure != "closing" and joined.any():
            pair = series.groupby([flow["period_start"].dt.year, joined]).transform(lambda part: part.sum(min_count=2))
            series = series.where(~joined, pair)
        before = series.shift(lag)
        result[f"{measure}_before"] = before
        result[f"{measure}_change"] = (series - before) / before.where(before > 0)
    return result


def past_year(flow: pd.DataFrame, *, grain: str) -> pd.DataFrame:
    """The last twelve complete months against the twelve before, for cards.

    Returns one row a measure (index: closing, loss_rate, acquired, won_back, lost, revenue, margin): `now`, `periods`
    (complete periods behind `now`; for lost, won_back and loss_rate those in which losses can be observed), `before`,
    `change` (relative; for loss_rate the difference). Flows add, closing is at the end, loss_rate is the mean per
    period weighted by the opening base. `before` and `change` are NaN unless both years are whole and observable.
    """
    length = PERIODS_A_YEAR[grain]
    complete = flow[~flow["is_incomplete"].astype(bool)]
    now, periods = _year_figures(complete.iloc[-length:])
    before, periods_before = _year_figures(complete.iloc[-2 * length : -length])
    result = pd.DataFrame({"now": now, "periods": periods, "before": before})
    comparable = (result["periods"] == length) & (pd.Series(periods_before) == length)
    result["before"] = result["before"].where(comparable)
    result["change"] = (result["now"] - result["before"]) / result["before"].where(result["before"] > 0)
    result.loc["loss_rate", "change"] = result.at["loss_rate", "now"] - result.at["loss_rate", "before"]
    return result


def years(flow: pd.DataFrame, *, grain: str) -> pd.DataFrame:
    """Who came and who left in the twelve months to each period that can be observed: no season is left in it.

    Returns period_start, acquired, won_back, lost; empty where less than a year can be observed.
    """
    seen = observable(flow)
    measures = ["acquired", "won_back", "lost"]
    sums = seen[measures].astype("float64").rolling(PERIODS_A_YEAR[grain]).sum()
    return sums.assign(period_start=seen["period_start"])[["period_start", *measures]].dropna().reset_index(drop=True)


def _year_figures(window: pd.DataFrame) -> tuple[dict[str, float], dict[str, int]]:
    seen = window[~window["is_burn_in"].astype(bool)]
    opening = float(seen["opening"].sum())
    figures = {
        "closing": float(window["closing"].iloc[-1]) if len(window) else np.nan,
        "loss_rate": float((seen["opening"] - seen["retained"]).sum() / opening) if opening > 0 else np.nan,
    }
    periods = {"closing": len(window), "loss_rate": len(seen)}
    for measure in [column for column in FLOWS if column in window]:
        part = seen if measure in ("lost", "won_back") else window
        figures[measure] = float(part[measure].sum()) if len(part) else np.nan
        periods[measure] = len(part)
    return figures, periods
