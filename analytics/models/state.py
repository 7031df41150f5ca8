"""What a purchase model reads of a customer: (x, t_x, T), checked, and compressed to distinct triples.

The state frame has the columns `frequency` (x, repeat purchase days), `recency_days` (t_x, first to last purchase
day), `age_days` (T, first purchase day to the day of observation) and optionally `customers` (how many share it).
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

LEVELS = 100_000  # whole numbers up to this are worth a table, however few the rows
COLUMNS = ("frequency", "recency_days", "age_days")


class ModelRefused(ValueError):
    """The data cannot carry the model.

    code : what is missing, a word for `ui` to turn into a sentence
    figures : dict of the numbers which that sentence needs
    """

    def __init__(self, code, **figures):
        self.code = code
        self.figures = figures
        super().__init__(f"{code} {figures}" if figures else code)


@dataclass(frozen=True)
class Triples:
    """Distinct (x, t_x, T) and how many customers share each; all float64 of shape (n_triples,)."""

    x: np.ndarray
    t_x: np.ndarray
    T: np.ndarray
    weight: np.ndarray

    @property
    def customers(self):
        """Number of customers, the sum of the weights."""
        return float(self.weight.sum())

    def scaled(self, factor):
        """The same customers with every time multiplied by `factor`; distinct times stay distinct."""
        new = replace(self, t_x=self.t_x * factor, T=self.T * factor)
        for name in ("by_t_x", "by_T"):
            levels, at = getattr(self, name)
            new.__dict__[name] = (levels * factor, at)
        new.__dict__["by_x"] = self.by_x
        return new

    def thinned(self, rows):
        """About `rows` triples, evenly spaced, for a cheap first look; all of them when there are no more."""
        step = max(1, len(self.x) // rows)
        return Triples(self.x[::step], self.t_x[::step], self.T[::step], self.weight[::step])

    # Functions of one coordinate are evaluated on its distinct values, which are few, and then gathered.
    @cached_property
    def by_x(self):
        """Distinct x and the position of each triple's x among them."""
        return distinct_levels(self.x)

    @cached_property
    def by_t_x(self):
        """Distinct t_x and the position of each triple's t_x among them."""
        return distinct_levels(self.t_x)

    @cached_property
    def by_T(self):
        """Distinct T and the position of each triple's T among them."""
        return distinct_levels(self.T)

    # Sums over the customers of one level, for the parts of a likelihood that depend on one coordinate alone.
    @cached_property
    def weight_by_x(self):
        """Customers by distinct x."""
        return self._by(self.by_x, self.weight)

    @cached_property
    def weight_by_T(self):
        """Customers by distinct T."""
        return self._by(self.by_T, self.weight)

    @cached_property
    def purchases_by_T(self):
        """Repeat purchase days by distinct T."""
        return self._by(self.by_T, self.weight * self.x)

    def _by(self, levels_and_places, values):
        levels, at = levels_and_places
        return np.bincount(at, values, minlength=len(levels))


def distinct_levels(values):
    """(levels, position of each value among them), levels ascending; some may be missing from `values`.

    Whole numbers, as counts and days are, are their own positions, which saves the sorting.
    """
    if len(values) and values.min() >= 0 and values.max() < len(values) + LEVELS:
        at = values.astype("int64")
        if (at == values).all():
            return np.arange(at.max() + 1, dtype="float64"), at
    return np.unique(values, return_inverse=True)


def weighted_sum(weight, values):
    """Sum of weight × values. Not `@`: threaded BLAS on a busy machine waits longer than it works."""
    return float((weight * values).sum())


def read_columns(state):
    """(x, t_x, T) of a state frame as float64 arrays, checked.

    Raises ModelRefused: column_missing, state_not_a_number, state_impossible (with the rows concerned).
    """
    missing = [name for name in COLUMNS if name not in state]
    if missing:
        raise ModelRefused("column_missing", columns=missing)
    try:
        x, t_x, T = (_numbers(state[name]) for name in COLUMNS)
    except (TypeError, ValueError) as error:
        raise ModelRefused("state_not_a_number", rows=len(state)) from error
    finite = np.isfinite(x) & np.isfinite(t_x) & np.isfinite(T)
    if not finite.all():
        raise ModelRefused("state_not_a_number", rows=int((~finite).sum()))
    # A purchase day counts once, so a repeat purchase lies at least a moment after the first.
    possible = (x >= 0) & (x == np.floor(x)) & (t_x <= T) & np.where(x > 0, t_x > 0, t_x == 0)
    if not possible.all():
        raise ModelRefused("state_impossible", rows=int((~possible).sum()))
    return x, t_x, T


def _numbers(column):
    """Float64 array of a column; looking for missing values is left out where its type has none of its own."""
    if isinstance(column.dtype, np.dtype) and column.dtype.kind == "f":
        return column.to_numpy(dtype="float64")
    return column.to_numpy(dtype="float64", na_value=np.nan)


def read_triples(state):
    """Distinct triples of a state frame with their number of customers.

    A frame that counts `customers` by row comes grouped: looking for equal rows again would only take time.
    Raises ModelRefused as `read_columns`; also no_customers, weight_impossible.
    """
    x, t_x, T = read_columns(state)
    frame = pd.DataFrame({"x": x, "t_x": t_x, "T": T, "weight": read_weight(state)})
    if frame.empty or not frame["weight"].sum() > 0:
        raise ModelRefused("no_customers")
    distinct = frame
    if "customers" not in state:
        distinct = frame.groupby(["x", "t_x", "T"], as_index=False, sort=False)["weight"].sum()
    distinct = distinct[distinct["weight"] > 0]
    return Triples(*(distinct[name].to_numpy() for name in ("x", "t_x", "T", "weight")))


def read_weight(state):
    """Customers per row as float64: the column `customers`, or ones. Raises ModelRefused weight_impossible."""
    if "customers" not in state:
        return np.ones(len(state))
    weight = state["customers"].to_numpy(dtype="float64", na_value=np.nan)
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise ModelRefused("weight_impossible", rows=int((~(weight >= 0) | np.isinf(weight)).sum()))
    return weight
