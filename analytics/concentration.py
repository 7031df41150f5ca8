"""How much of the value the best customers hold: Lorenz curve and top shares, exact from arrays, bounded from bins.

Source: Lorenz (1905), Publications of the American Statistical Association 9(70); bounds from grouped data: Gastwirth
(1972), Review of Economics and Statistics 54(3).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

NO_SHARES = "shares need customers whose values have a positive sum"


def lorenz(values, *, points: int | None = None) -> pd.DataFrame:
    """Share of the value held by the best customers, largest first.

    values : one number a customer, any order; negative ones are allowed as long as the sum is positive
    points : thin the curve to about so many points (ends kept)
    Returns customer_share and value_share, both from 0 to 1; the value share may pass 1 where values are negative.
    Raises ValueError when the sum is not positive: then there are no shares.
    """
    ordered = np.sort(np.asarray(values, dtype=float))[::-1]
    total = ordered.sum()
    if len(ordered) == 0 or not total > 0:
        raise ValueError(NO_SHARES)
    customer_share = np.arange(len(ordered) + 1) / len(ordered)
    value_share = np.concatenate([[0.0], ordered.cumsum() / total])
    if points and len(customer_share) > points:
        kept = np.unique(np.linspace(0, len(ordered), points).round().astype(int))
        customer_share, value_share = customer_share[kept], value_share[kept]
    return pd.DataFrame({"customer_share": customer_share, "value_share": value_share})


def top_share(values, share: float) -> float:
    """Share of the value held by the best `share` of customers; a part of a customer counts in proportion.

    >>> top_share([6, 2, 1, 1, 0], 0.2)
    0.6
    """
    curve = lorenz(values)
    return float(np.interp(share, curve["customer_share"], curve["value_share"]))


def gini(values) -> float:
    """Gini coefficient: 0 when all are equal, near 1 when one holds all; above 1 only with negative values."""
    curve = lorenz(values)
    return float(2 * np.trapezoid(curve["value_share"], curve["customer_share"]) - 1)


def tenths(values, *, parts: int = 10) -> pd.DataFrame:
    """Customers in `parts` groups as equal as whole customers allow, the best first.

    Returns part (1 the best), customers, value, mean_value, customer_share, value_share, cumulative_value_share.
    """
    ordered = np.sort(np.asarray(values, dtype=float))[::-1]
    total = ordered.sum()
    if len(ordered) == 0 or not total > 0:
        raise ValueError(NO_SHARES)
    groups = np.array_split(ordered, parts)
    table = pd.DataFrame(
        {"part": range(1, parts + 1), "customers": [len(g) for g in groups], "value": [g.sum() for g in groups]}
    )
    table["mean_value"] = table["value"] / table["customers"].where(table["customers"] > 0)
    table["customer_share"] = table["customers"] / len(ordered)
    table["value_share"] = table["value"] / total
    table["cumulative_value_share"] = table["value_share"].cumsum()
    return table


@dataclass(frozen=True)
class BoundedShare:
    """A share up to what bins hide: the truth lies in [low, high]; `share` is the middle, `error` half the width."""

    share: float
    low: float
    high: float
    error: float


def lorenz_from_bins(bins: pd.DataFrame, *, value: str) -> pd.DataFrame:
    """Lorenz curve at the bin edges, where it is exact, largest first.

    bins : customers and `value` (their sum) per bin, with the bin edges `low` and `high` of the value of one customer
    Returns customer_share, value_share.
    """
    ordered = _ordered(bins, value)
    customers, money = ordered["customers"].to_numpy(float), ordered[value].to_numpy(float)
    shares = [np.concatenate([[0.0], part.cumsum() / part.sum()]) for part in (customers, money)]
    return pd.DataFrame({"customer_share": shares[0], "value_share": shares[1]})


def top_share_from_bins(bins: pd.DataFrame, share: float, *, value: str) -> BoundedShare:
    """Share of the value held by the best `share` of customers, with its bounds.

    At a bin edge it is exact. Inside a bin, least when all its customers are equal, most when they stand at the two
    edges with the same mean. An open or non-positive bin counts as equal (it is the best's or nobody's).
    """
    ordered = _ordered(bins, value)
    customers, money = ordered["customers"].to_numpy(float), ordered[value].to_numpy(float)
    wanted = share * customers.sum()
    before = np.concatenate([[0.0], customers.cumsum()])
    at = min(int(np.searchsorted(before, wanted, side="left")) - 1, len(ordered) - 1)
    at = max(at, 0)
    inside, whole = wanted - before[at], money[:at].sum()
    least = inside * money[at] / customers[at]
    most = _most(inside, customers[at], money[at], float(ordered["low"].iloc[at]), float(ordered["high"].iloc[at]))
    low, high = (float(whole + part) / float(money.sum()) for part in (least, max(most, least)))
    return BoundedShare((low + high) / 2, low, high, (high - low) / 2)


def _most(inside: float, customers: float, money: float, low: float, high: float) -> float:
    mean = money / customers
    if not (np.isfinite(low) and np.isfinite(high) and low <= mean <= high and high > low):
        return inside * mean
    at_top = customers * (mean - low) / (high - low)
    return min(inside, at_top) * high + max(inside - at_top, 0.0) * low


def _ordered(bins: pd.DataFrame, value: str) -> pd.DataFrame:
    filled = bins[bins["customers"].astype(float) > 0]
    if filled.empty or not float(filled[value].sum()) > 0:
        raise ValueError(NO_SHARES)
    return filled.sort_values("low", ascending=False, na_position="last")
