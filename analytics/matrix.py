"""Value x churn matrix: cells of value and risk from the binned cubes, adding up to the totals exactly.

Value is the past twelve months' (what a customer is worth if it stays), never the expected value, which holds the risk
already. Letters as in the article: the first is the risk (A low, B high), the second the value (C low, D high).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

MEASURES = ["customers", "past_12m_value", "value_36m", "value_at_risk"]
RISK_STEP, RISK_BINS = 0.05, 20
LETTERS = {(0, 0): "AC", (0, 1): "AD", (1, 0): "BC", (1, 1): "BD"}
TOP_SHARE = 0.20  # default value cut: the boundary of the top fifth of customers, the article's 20/80
RISK_CUT = 0.50  # default risk cut: more likely to leave than not


@dataclass(frozen=True)
class Grid:
    """Cells of the matrix, and the cuts they were made with (bin edges, ascending)."""

    cells: pd.DataFrame
    value_cuts: tuple[float, ...]
    risk_cuts: tuple[float, ...]


def grid(
    cells: pd.DataFrame,
    value_bins: pd.DataFrame,
    *,
    levels: int = 2,
    value_cuts: Sequence[float] | None = None,
    risk_cuts: Sequence[float] | None = None,
    top_share: float = TOP_SHARE,
) -> Grid:
    """The matrix of `levels` x `levels`, or as cut by `value_cuts` and `risk_cuts`.

    cells : rows of `value_risk`, any filter (one line); value_bins : `value_bin`
    value_cuts : money; default for two levels the boundary of the top `top_share` of customers, else equal counts of
        the customers with a positive value. risk_cuts : probabilities; default equal steps (0.5 for two levels)
    Cuts move to the nearest bin edge (a cube knows no finer) and those that fall together become one: Grid says which
    were used. Returns one row a cell, empty ones included: risk_band, value_band (0 lowest), cell ("AC", "AD", "BC",
    "BD" for 2 x 2, else "R<risk band + 1>V<value band + 1>"), risk_low, risk_high, value_low, value_high, customers,
    past_12m_value, value_36m, value_at_risk, and `<measure>_share` of the total (NaN when that is not positive).
    """
    edges = bin_edges(value_bins)
    if value_cuts is None:
        value_cuts = default_value_cuts(cells, value_bins, levels=levels, top_share=top_share)
    if risk_cuts is None:
        risk_cuts = [i / levels for i in range(1, levels)]
    value_at = sorted({int(np.abs(edges[1:-1] - cut).argmin()) + 1 for cut in value_cuts})
    risk_at = sorted({min(max(round(cut / RISK_STEP), 1), RISK_BINS - 1) for cut in risk_cuts})
    banded = pd.DataFrame(
        {
            "risk_band": np.searchsorted(risk_at, cells["risk_bin"].astype(int), side="right"),
            "value_band": np.searchsorted(value_at, bin_positions(cells, value_bins), side="right"),
            **{measure: cells[measure].astype(float) for measure in MEASURES},
        }
    )
    every = pd.MultiIndex.from_product(
        [range(len(risk_at) + 1), range(len(value_at) + 1)], names=["risk_band", "value_band"]
    )
    table = banded.groupby(["risk_band", "value_band"])[MEASURES].sum().reindex(every, fill_value=0.0).reset_index()
    risk_ends = [0.0, *(round(at * RISK_STEP, 10) for at in risk_at), 1.0]
    value_ends = [-np.inf, *(float(edges[at]) for at in value_at), np.inf]
    return Grid(_described(table, risk_ends, value_ends), tuple(value_ends[1:-1]), tuple(risk_ends[1:-1]))


def bin_range(cell: pd.Series, value_bins: pd.DataFrame) -> dict[str, int]:
    """The bins one cell covers, first and last included: value_from, value_to, risk_from, risk_to.

    cell : a row of `Grid.cells`. A list of customers asked for by bins has as many rows as the cell counts; asked for
    by the cell's edges in money and probability it may differ by customers who lie on an edge.
    """
    numbers, edges = np.sort(value_bins["value_bin"].astype(int).to_numpy()), bin_edges(value_bins)
    return {
        "value_from": int(numbers[np.flatnonzero(edges == cell["value_low"])[0]]),
        "value_to": int(numbers[np.flatnonzero(edges == cell["value_high"])[0] - 1]),
        "risk_from": round(float(cell["risk_low"]) / RISK_STEP),
        "risk_to": round(float(cell["risk_high"]) / RISK_STEP) - 1,
    }


def default_value_cuts(
    cells: pd.DataFrame, value_bins: pd.DataFrame, *, levels: int, top_share: float = TOP_SHARE
) -> list[float]:
    """Bin edges that part customers: at the top share for two levels, else into equal counts of positive value."""
    edges = bin_edges(value_bins)
    counts = np.bincount(
        bin_positions(cells, value_bins), weights=cells["customers"].astype(float), minlength=len(edges) - 1
    )
    if levels == 2:
        above = counts[::-1].cumsum()[::-1] / max(counts.sum(), 1.0)  # share of customers from each bin up
        return [float(edges[1 + int(np.abs(above[1:] - top_share).argmin())])]
    positive = np.where(edges[:-1] > 0, counts, 0.0) if (counts[edges[:-1] > 0] > 0).any() else counts
    below = positive.cumsum() / max(positive.sum(), 1.0)
    return [float(edges[1 + int(np.abs(below[:-1] - i / levels).argmin())]) for i in range(1, levels)]


def bin_edges(value_bins: pd.DataFrame) -> np.ndarray:
    """Ascending bin edges; the first bin is open below, the last above."""
    ordered = value_bins.sort_values("value_bin")
    return np.array([-np.inf, *ordered["low"].astype(float).to_numpy()[1:], np.inf])


def bin_positions(cells: pd.DataFrame, value_bins: pd.DataFrame) -> np.ndarray:
    """Place of each row's value bin among all of them, from 0: an index into `bin_edges`."""
    numbers = np.sort(value_bins["value_bin"].astype(int).to_numpy())
    return np.asarray(np.searchsorted(numbers, cells["value_bin"].astype(int).to_numpy()))


def _described(table: pd.DataFrame, risk_ends: list[float], value_ends: list[float]) -> pd.DataFrame:
    risk, value = table["risk_band"].to_numpy(), table["value_band"].to_numpy()
    two_by_two = len(risk_ends) == len(value_ends) == 3
    names = [LETTERS[pair] if two_by_two else f"R{pair[0] + 1}V{pair[1] + 1}" for pair in zip(risk, value, strict=True)]
    table.insert(2, "cell", names)
    table.insert(3, "risk_low", np.take(risk_ends, risk))
    table.insert(4, "risk_high", np.take(risk_ends, risk + 1))
    table.insert(5, "value_low", np.take(value_ends, value))
    table.insert(6, "value_high", np.take(value_ends, value + 1))
    for measure in MEASURES:
        total = table[measure].sum()
        table[f"{measure}_share"] = table[measure] / total if total > 0 else np.nan
    return table
