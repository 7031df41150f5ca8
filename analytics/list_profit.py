"""Where to cut a list so that contacting it earns most: expected profit by cut of the risk, or of risk and value.

A contact costs money whether or not it is needed; among those who would leave, some accept and stay, and of what their
leaving would have cost, a share is kept. So a list earns accept_rate x kept_rate x its value at risk - cost x its
customers. This is equation 7 of Verbraken, Verbeke & Baesens (2013, IEEE TKDE 25(5)) summed over customers with each
one's own chance and stake, the offer charged to everybody contacted: on the careful side, since not all take it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.matrix import RISK_BINS, RISK_STEP, bin_edges, bin_positions

# The same study's example: of a value of 200 an offer takes 10 and a contact 1; three leavers in ten accept.
USUAL_COST_SHARE, USUAL_ACCEPT_RATE = 0.055, 0.30


@dataclass(frozen=True)
class Terms:
    """What a contact costs (money, the offer included), who accepts of the leavers, what is kept of the value at stake."""

    contact_cost: float
    accept_rate: float
    kept_rate: float

    def __post_init__(self):
        if not self.contact_cost > 0:
            raise ValueError("a contact must cost more than nothing: without costs everybody is contacted")
        if not (0 < self.accept_rate <= 1 and 0 < self.kept_rate <= 1):
            raise ValueError("accept_rate and kept_rate lie in (0, 1]")

    @property
    def pays_from(self) -> float:
        """Value at risk from which contacting a single customer pays, in money."""
        return self.contact_cost / (self.accept_rate * self.kept_rate)


def profit(value_at_risk, customers, terms: Terms):
    """Expected profit of contacting `customers` who together have `value_at_risk`; numbers or arrays, in money."""
    return terms.accept_rate * terms.kept_rate * value_at_risk - terms.contact_cost * customers


def by_cut(bins: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """The list from each cut of the risk upwards: one row a cut (0.05 to 0.95).

    bins : risk_bin, customers, value_at_risk; bins without customers may be missing
    Returns cut_bin, cut, customers, value_at_risk, profit.
    """
    numbers = bins["risk_bin"].astype(int).to_numpy()
    sums = {
        name: np.bincount(numbers, weights=bins[name].astype(float), minlength=RISK_BINS)[::-1].cumsum()[::-1]
        for name in ("customers", "value_at_risk")
    }
    cut_bins = np.arange(1, RISK_BINS)
    table = pd.DataFrame({"cut_bin": cut_bins, "cut": (cut_bins * RISK_STEP).round(10)})
    table = table.assign(**{name: total[1:] for name, total in sums.items()})
    return table.assign(profit=profit(table["value_at_risk"], table["customers"], terms))


def best_cut(curve: pd.DataFrame) -> pd.Series | None:
    """The row of `by_cut` that earns most, of equals the shortest list; None where no list earns anything."""
    best = curve.sort_values(["profit", "cut_bin"], ascending=[False, False], kind="stable").iloc[0]
    return best if best["profit"] > 0 else None


def best_corner(cells: pd.DataFrame, value_bins: pd.DataFrame, terms: Terms) -> dict[str, float] | None:
    """The cuts of value and risk above which a list earns most; None where no list earns anything.

    cells, value_bins : as for `matrix.grid`
    Returns value_cut (money), risk_cut, customers, value_at_risk, profit of the customers above both.
    """
    edges = bin_edges(value_bins)
    place = (bin_positions(cells, value_bins), cells["risk_bin"].astype(int).to_numpy())
    above = {}
    for name in ("customers", "value_at_risk"):
        table = np.zeros((len(edges) - 1, RISK_BINS))
        np.add.at(table, place, cells[name].astype(float).to_numpy())
        above[name] = table[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)[::-1, ::-1][1:, 1:]
    if not above["customers"].size:
        return None
    earned = profit(above["value_at_risk"], above["customers"], terms)
    rising = earned[::-1, ::-1]  # so that of equals the highest cuts, the shortest list, come first
    from_top, from_right = np.unravel_index(rising.argmax(), rising.shape)
    row, column = earned.shape[0] - 1 - int(from_top), earned.shape[1] - 1 - int(from_right)
    if not earned[row, column] > 0:
        return None
    found = {name: float(table[row, column]) for name, table in above.items()}
    cuts = {"value_cut": float(edges[row + 1]), "risk_cut": round((column + 1) * RISK_STEP, 10)}
    return cuts | found | {"profit": float(earned[row, column])}
