"""What was, laid out for a forecast: stock and ends by age at each past step, and the flows of each slice.

All arrays begin (slices, steps): a slice is the whole of one line, or one value of one dimension in it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.forecast_course import Layout, shifted

__all__ = ["History", "from_movement", "from_stays"]

SLICE = ["line", "dimension", "value"]


@dataclass(frozen=True)
class History:
    """slices : line, dimension, value; year : steps of a year; first : position of the first step in which losses are seen

    stock, risk, ended : (slices, steps, width) at the close, open to an end in the step, ended in it
    acquired, won_back, lost, base, margin, margin_new : (slices, steps); margin_new is of those acquired in the step
    """

    slices: pd.DataFrame
    layout: Layout
    year: int
    first: int
    stock: np.ndarray
    risk: np.ndarray
    ended: np.ndarray
    acquired: np.ndarray
    won_back: np.ndarray
    lost: np.ndarray
    base: np.ndarray
    margin: np.ndarray
    margin_new: np.ndarray

    @property
    def steps(self):
        """How many steps were seen."""
        return self.base.shape[1]

    @property
    def observed(self):
        """How many of them could hold losses."""
        return self.steps - self.first

    @property
    def exposure(self):
        """Customers of the base on average over each step, (slices, steps)."""
        return (self.base + np.concatenate([np.zeros((len(self.base), 1)), self.base[:, :-1]], axis=1)) / 2


def from_stays(stays, money, *, months, first, layout):
    """History by months.

    stays : line, dimension, value, part (first, returned, lapsed), began_in, ended_in (month numbers, NaN: not yet), customers
    money : line, dimension, value, month_number, margin, margin_new
    months : numbers of the complete months in order, without gaps; first : position of the first observable one
    """
    slices = stays[SLICE].drop_duplicates().sort_values(SLICE, ignore_index=True)
    count, steps = len(slices), len(months)
    number = pd.Series(slices.index, index=pd.MultiIndex.from_frame(slices))
    rows = stays[stays["began_in"] <= months[-1]]
    at = number.reindex(pd.MultiIndex.from_frame(rows[SLICE])).to_numpy()
    began = np.maximum(rows["began_in"].to_numpy("int64") - months[0], 0)  # older than the log: its age is not known
    ends = np.maximum(rows["ended_in"].to_numpy("float64", na_value=np.inf) - months[0], began)
    size = rows["customers"].to_numpy("float64")
    parts = {
        "first": (0, layout.ages),
        "returned": (layout.ages, layout.ages),
        "lapsed": (2 * layout.ages, layout.absences),
    }
    column = rows["part"].map({part: offset for part, (offset, _) in parts.items()}).to_numpy("int64")
    room = rows["part"].map({part: width for part, (_, width) in parts.items()}).to_numpy("int64")
    entered = np.zeros((count, steps, 3))
    np.add.at(entered, (at, began, np.searchsorted(layout.entries, column)), size)
    ended = np.zeros((count, steps, layout.width))
    over = ends < steps
    age = np.minimum(ends[over].astype("int64") - began[over], room[over] - 1)
    np.add.at(ended, (at[over], ends[over].astype("int64"), column[over] + age), size[over])
    stock, risk = _carried(entered, ended, layout)
    return History(
        slices, layout, 12, first, stock, risk, ended,
        acquired=entered[..., 0], won_back=entered[..., 1], lost=entered[..., 2],
        base=stock[..., layout.stays].sum(axis=-1), **_money(money, number, months),
    )  # fmt: skip


def _carried(entered, ended, layout):
    """Stock at each close and what was open to an end, from entries and ends."""
    risk, stock = np.zeros_like(ended), np.zeros_like(ended)
    before = np.zeros((len(ended), layout.width))
    for step in range(ended.shape[1]):
        risk[:, step] = shifted(before, layout)
        risk[:, step, list(layout.entries)] = entered[:, step]
        before = risk[:, step] - ended[:, step]
        stock[:, step] = before
    return stock, risk


def _money(money, number, months):
    inside = money[money["month_number"].between(months[0], months[-1])]
    at = number.reindex(pd.MultiIndex.from_frame(inside[SLICE])).to_numpy("float64")
    known = np.isfinite(at)
    step = inside["month_number"].to_numpy("int64")[known] - months[0]
    arrays = {}
    for name in ("margin", "margin_new"):
        arrays[name] = np.zeros((len(number), len(months)))
        np.add.at(arrays[name], (at[known].astype("int64"), step), inside[name].to_numpy("float64")[known])
    return arrays


def from_movement(flow, *, year):
    """History of a firm that publishes flows alone: one age, one slice, nobody comes back.

    flow : opening, acquired, lost, closing, margin by period in order, complete ones only; year : periods of a year
    """
    layout = Layout(ages=2, absences=2)
    base = flow["closing"].to_numpy("float64")[None]
    opening = flow["opening"].to_numpy("float64")[None]
    stock, risk, ended = (np.zeros((1, len(flow), layout.width)) for _ in range(3))
    stock[..., 1], risk[..., 1] = base, opening
    ended[..., 1] = flow["lost"].to_numpy("float64")
    margin = flow["margin"].to_numpy("float64")[None]
    slices = pd.DataFrame([("all", "total", "")], columns=SLICE)
    return History(
        slices, layout, year, 0, stock, risk, ended, acquired=flow["acquired"].to_numpy("float64")[None],
        won_back=np.zeros_like(base), lost=ended[..., 1], base=base, margin=margin, margin_new=np.zeros_like(base),
    )  # fmt: skip
