"""Profitability tiers once cost to serve is known, and the whale curve of cumulative profit.

Source: Kaplan & Narayanan (2001), Journal of Cost Management 15(5): the whale curve; Kotler & Keller, Marketing
Management: platinum customers are kept, unprofitable ones served at less cost or given up.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.audit import MEASURES, with_factors

TIERS = ("high", "ordinary", "unprofitable")
LOSS_BIN = -1  # of year_value: cost to serve above margin
HIGH_SHARE = 0.2


@dataclass(frozen=True)
class Tiers:
    """table : one row a tier of TIERS; high_from : least margin of a customer of the high tier, NaN without any."""

    table: pd.DataFrame
    high_from: float


def tiers(bins: pd.DataFrame, *, high_share: float = HIGH_SHARE) -> Tiers:
    """Customers of one year in three tiers.

    bins : value_bin, low (lower edge of a customer's margin) and MEASURES; LOSS_BIN holds the customers whose cost to
        serve is above their margin
    unprofitable : profit below zero, exact. high : the highest bins of margin that hold at most `high_share` of the
        customers (the uppermost bin in any case). ordinary : the rest.
    Returns a table with tier, MEASURES, their factors, customer_share, profit_share, cost_rate (cost to serve over
    margin) and profit_per_customer.
    """
    filled = bins[bins["customers"] > 0].sort_values("value_bin", ascending=False, ignore_index=True)
    reached = filled["customers"].astype(float).cumsum() / float(filled["customers"].sum() or 1)
    is_high = ((reached <= high_share) | (filled.index == 0)) & (filled["value_bin"] > 0)
    tier = np.where(filled["value_bin"] == LOSS_BIN, "unprofitable", np.where(is_high, "high", "ordinary"))
    sums = filled[list(MEASURES)].astype(float).groupby(tier).sum().reindex(list(TIERS), fill_value=0.0)
    table = with_factors(sums.rename_axis("tier").reset_index())
    total = table["profit"].sum()
    table["customer_share"] = table["customers"] / table["customers"].sum()
    table["profit_share"] = table["profit"] / total if total > 0 else np.nan
    table["cost_rate"] = table["service_cost"] / table["margin"].where(table["margin"] > 0)
    table["profit_per_customer"] = table["profit"] / table["customers"].where(table["customers"] > 0)
    return Tiers(table, float(filled.loc[is_high, "low"].min()) if is_high.any() else float("nan"))


def whale_curve(groups: pd.DataFrame) -> pd.DataFrame:
    """Cumulative profit of the customers, the most profitable first, as a share of the profit of all.

    groups : customers, profit; any groups of customers, finer ones give a finer curve
    Returns customer_share, value_share, both from 0; the value share passes 1 where customers lose money.
    Raises ValueError when all together make no profit: then there are no shares.
    """
    filled = groups[groups["customers"] > 0].astype({"customers": float, "profit": float})
    if filled.empty or not filled["profit"].sum() > 0:
        raise ValueError("a whale curve needs customers who make a profit together")
    each = filled["profit"] / filled["customers"]
    ordered = filled.loc[each.sort_values(ascending=False, kind="stable").index]
    shares = {
        name: np.concatenate([[0.0], ordered[column].cumsum() / ordered[column].sum()])
        for name, column in (("customer_share", "customers"), ("value_share", "profit"))
    }
    return pd.DataFrame(shares)


def peak(bins: pd.DataFrame) -> dict[str, float]:
    """Top of the whale curve, exact: where the customers who lose money begin.

    bins : value_bin, customers, profit
    Returns customer_share (who make no loss), value_share (their profit over that of all), loss (what the others take,
    zero or negative) and unprofitable (how many they are).
    """
    losing = bins["value_bin"] == LOSS_BIN
    total, loss = float(bins["profit"].sum()), float(bins.loc[losing, "profit"].sum())
    unprofitable, everybody = float(bins.loc[losing, "customers"].sum()), float(bins["customers"].sum())
    return {
        "customer_share": 1 - unprofitable / everybody,
        "value_share": (total - loss) / total,
        "loss": loss,
        "unprofitable": unprofitable,
    }
