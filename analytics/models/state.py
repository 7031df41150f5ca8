"""What a purchase model reads of a customer: (x, t_x, T), checked, and compressed to distinct triples.

The state frame has the columns `frequency` (x, repeat purchase days), `recency_days` (t_x, first to last purchase
day), `age_days` (T, first purchase day to the day of observation) and optionally `customers` (how many share it).
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

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
        """The same customers with every time multiplied by `factor`."""
        return replace(self, t_x=self.t_x * factor, T=self.T * factor)

    def thinned(self, rows):
        """About `rows` triples, evenly spaced, for a cheap first look; all of them when there are no more."""
        step = max(1, len(self.x) // rows)
        return Triples(self.x[::step], self.t_x[::step], self.T[::step], self.weight[::step])

    # Functions of one coordinate are evaluated on its distinct values, which are few, and then gathered.
    @cached_property
    def by_x(self):
        """Distinct x and the position of each triple's x among them."""
        return np.unique(self.x, return_inverse=True)

    @cached_property
    def by_t_x(self):
        """Distinct t_x and the position of each triple's t_x among them."""
        return np.unique(self.t_x, return_inverse=True)

    @cached_property
    def by_T(self):
        """Distinct T and the position of each triple's T among them."""
        return np.unique(self.T, return_inverse=True)


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
        x, t_x, T = (state[name].to_numpy(dtype="float64", na_value=np.nan) for name in COLUMNS)
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


def read_triples(state):
    """Distinct triples of a state frame with their number of customers.

    Raises ModelRefused as `read_columns`; also no_customers, weight_impossible.
    """
    x, t_x, T = read_columns(state)
    frame = pd.DataFrame({"x": x, "t_x": t_x, "T": T, "weight": read_weight(state)})
    if frame.empty or not frame["weight"].sum() > 0:
        raise ModelRefused("no_customers")
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
