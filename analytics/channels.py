"""Customers by the channels they buy in: mixes, several channels against one for like customers, where they went.

Comparing customers of several channels with all others would compare frequent buyers with rare ones. So single-channel
customers are weighted to the purchase days of the multi-channel ones (direct standardisation: Fleiss, Levin & Paik,
Statistical Methods for Rates and Proportions, chapter 19). It stays an association: who takes up a second channel was
perhaps the better customer before.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

JOINT = " + "  # between the channels of a mix
Z_95 = 1.96  # standard errors to either side of a 95 % interval of a normal quantity
FEWEST = 10  # single-channel customers in a class of purchase days whose mean may stand for others


@dataclass(frozen=True)
class LikeForLike:
    """Value per customer of several channels and of like customers of one; NaN where nobody is alike.

    multi_all, single_all : over all of them, unlike as they are; covered : share of the multi-channel customers of whom
    there is a like one; customers : how many they are
    """

    multi: float
    single: float
    multi_all: float
    single_all: float
    covered: float
    customers: int
    change_low: float = float("nan")  # 95 % interval of multi / single - 1; NaN where the scatter is not known
    change_high: float = float("nan")

    @property
    def change(self) -> float:
        """How much more the customers of several channels bring, as a share; NaN where nobody is alike."""
        return self.multi / self.single - 1 if self.single > 0 else float("nan")

    @property
    def is_certain(self) -> bool:
        """True where the interval is known and leaves no difference out."""
        return self.change_low > 0 or self.change_high < 0


def by_class(rows: pd.DataFrame) -> pd.DataFrame:
    """Customers and value per customer by purchase days, of one channel and of several.

    rows : channel_count, purchase_days_class, customers, margin, margin_square, as in `channel_mix`
    Returns purchase_days_class, single_customers, single_value, multi_customers, multi_value, and single_variance and
    multi_variance (of a mean; NaN for fewer than two customers); NaN where there are none.
    """
    kind = np.where(rows["channel_count"] > 1, "multi", "single")
    measures = ["customers", "margin", "margin_square"]
    sums = rows[measures].astype(float).groupby([rows["purchase_days_class"], kind]).sum().unstack()
    table = pd.DataFrame(index=sums.index)
    for name in ("single", "multi"):
        has = ("customers", name) in sums.columns
        table[f"{name}_customers"] = sums[("customers", name)].fillna(0.0) if has else 0.0
        money = sums[("margin", name)] if has else np.nan
        count = table[f"{name}_customers"].where(table[f"{name}_customers"] > 0)
        table[f"{name}_value"] = money / count
        squares = sums[("margin_square", name)] if has else np.nan
        scatter = (squares - count * table[f"{name}_value"] ** 2).clip(lower=0) if has else np.nan
        table[f"{name}_variance"] = scatter / (count - 1).where(count > 1) / count
    return table.reset_index()


def like_for_like(rows: pd.DataFrame, *, fewest: int = FEWEST) -> LikeForLike:
    """Value per multi-channel customer against single-channel customers with as many purchase days.

    rows : as for `by_class`; fewest : least single-channel customers in a class, else it has no counterpart
    """
    table = by_class(rows)
    both = table[(table["single_customers"] >= fewest) & (table["multi_customers"] > 0)]
    weight, everybody = both["multi_customers"], table["multi_customers"].sum()
    multi, single = _mean(both["multi_value"], weight), _mean(both["single_value"], weight)
    low, high = _ratio_interval(multi, single, both, weight)
    return LikeForLike(
        multi=multi,
        single=single,
        change_low=low,
        change_high=high,
        multi_all=_mean(table["multi_value"], table["multi_customers"]),
        single_all=_mean(table["single_value"], table["single_customers"]),
        covered=float(weight.sum() / everybody) if everybody else 0.0,
        customers=int(everybody),
    )


def _ratio_interval(multi: float, single: float, both: pd.DataFrame, weight: pd.Series) -> tuple[float, float]:
    """95 % interval of multi / single - 1: variances of the strata's means, weights given, on the logarithm (delta).

    A stratum with one customer of several channels counts with the square of what it brought, which is wide.
    Source: Cochran (1977), Sampling Techniques, section 5.4. NaN where a mean is not above zero.
    """
    if not (multi > 0 and single > 0):
        return float("nan"), float("nan")
    share = weight / weight.sum()
    several = both["multi_variance"].where(both["multi_customers"] > 1, both["multi_value"] ** 2)
    variance = (share**2 * several).sum() / multi**2 + (share**2 * both["single_variance"]).sum() / single**2
    half = Z_95 * float(np.sqrt(variance))
    ratio = float(np.log(multi / single))
    return float(np.expm1(ratio - half)), float(np.expm1(ratio + half))


def mixes(rows: pd.DataFrame) -> pd.DataFrame:
    """Customers by set of channels, the largest first.

    Returns channels, channel_count, customers, purchase_days, revenue, margin, customer_share, days_per_customer,
    margin_per_customer.
    """
    measures = ["customers", "purchase_days", "revenue", "margin"]
    table = rows.astype(dict.fromkeys(measures, float)).groupby(["channels", "channel_count"])[measures].sum()
    table = table.sort_values("customers", ascending=False, kind="stable").reset_index()
    return table.assign(
        customer_share=table["customers"] / table["customers"].sum(),
        days_per_customer=table["purchase_days"] / table["customers"],
        margin_per_customer=table["margin"] / table["customers"],
    )


def moves(rows: pd.DataFrame) -> pd.DataFrame:
    """Where customers of each first channel buy now: in it alone, in it and others, in others alone.

    rows : first_channel, channels, customers
    Returns first_channel, customers, only_first, first_and_others, only_others (customers) and moved_share.
    """
    now = [channels.split(JOINT) for channels in rows["channels"]]
    stayed = np.array([first in used for first, used in zip(rows["first_channel"], now, strict=True)], dtype=bool)
    several = np.array([len(used) > 1 for used in now], dtype=bool)
    kind = np.where(~stayed, "only_others", np.where(several, "first_and_others", "only_first"))
    table = rows["customers"].astype(float).groupby([rows["first_channel"], kind]).sum().unstack(fill_value=0.0)
    table = table.reindex(columns=["only_first", "first_and_others", "only_others"], fill_value=0.0)
    table.insert(0, "customers", table.sum(axis=1))
    table["moved_share"] = table["only_others"] / table["customers"]
    return table.sort_values("customers", ascending=False).reset_index()


def _mean(values: pd.Series, weights: pd.Series) -> float:
    known = values.notna() & (weights > 0)
    return float(np.average(values[known], weights=weights[known])) if known.any() else float("nan")
