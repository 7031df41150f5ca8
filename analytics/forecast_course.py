"""The base step by step: stays age and end, those who left come back, new customers join. Pure arithmetic.

A step is a month, or the period a firm publishes. Customers stand in columns: first stays by age, later stays by age,
and the absent by the time since they left; the last column of each holds all older ones. Leaving depends on the age of a
stay, which a lapse window makes steep: nobody can lapse before it has passed, and one-time buyers all lapse at its end.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["Course", "Layout", "course", "shifted"]

ROUNDS = 4  # of the fixed point when a target base is met: those who come back within the step depend on who left


@dataclass(frozen=True)
class Layout:
    """Columns: `ages` of first stays, as many of later stays, `absences` of those who left. Ages count in steps."""

    ages: int
    absences: int

    @property
    def first(self):
        """Columns of first stays."""
        return slice(0, self.ages)

    @property
    def stays(self):
        """Columns of all stays; their sum is the base."""
        return slice(0, 2 * self.ages)

    @property
    def absent(self):
        """Columns of those who left."""
        return slice(2 * self.ages, 2 * self.ages + self.absences)

    @property
    def width(self):
        """Number of columns."""
        return 2 * self.ages + self.absences

    @property
    def entries(self):
        """The column in which each part begins: first stays, later stays, absences."""
        return 0, self.ages, 2 * self.ages


@dataclass(frozen=True)
class Course:
    """What comes, each (..., steps): opening + acquired + won_back - lost = base in each step. loss_factor as used."""

    base: np.ndarray
    acquired: np.ndarray
    won_back: np.ndarray
    lost: np.ndarray
    loss_factor: np.ndarray

    def opening(self, start):
        """Base at the opening of each step; start : base before the first, (...)."""
        return np.concatenate([np.asarray(start)[..., None], self.base[..., :-1]], axis=-1)


def shifted(stock, layout):
    """Everybody one step older: (..., width). Nobody is in the first column of a part; the last one gathers."""
    older = np.zeros_like(stock)
    for part in (slice(0, layout.ages), slice(layout.ages, 2 * layout.ages), layout.absent):
        older[..., part][..., 1:] = stock[..., part][..., :-1]
        older[..., part.stop - 1] += stock[..., part.stop - 1]
    return older


def course(start, rate, acquired, loss_factor, back_factor, layout, *, target=None):
    """Carry the base forward.

    start : (..., width) customers; rate : (..., width) chance to leave (stays) or come back (absences) in a step; those of
    the first columns are within the step of entry
    acquired, loss_factor, back_factor : (..., steps); the factors multiply the rates of all ages
    target : (..., steps) base to be met where it can be; the loss factor is solved for then
    Returns a Course.
    """
    stock = np.array(start, dtype="float64")
    new, again, gone = layout.entries
    stay_rate, back_rate = rate[..., layout.stays], rate[..., layout.absent]
    rows = []
    for step in range(acquired.shape[-1]):
        opening = stock[..., layout.stays].sum(axis=-1)
        older = shifted(stock, layout)
        expected = older[..., layout.stays] * stay_rate
        returning = np.minimum(back_rate * back_factor[..., step, None], 1.0)
        came, factor = acquired[..., step], loss_factor[..., step]
        if target is not None:
            factor = _meet(target[..., step], opening, older, expected, returning, came, rate, layout)
        ended = np.minimum(expected * factor[..., None], older[..., layout.stays])
        left = ended.sum(axis=-1)
        back = older[..., layout.absent] * returning
        won = back.sum(axis=-1) + returning[..., 0] * left
        at_once = np.minimum(rate[..., [new, again]] * factor[..., None], 1.0) * np.stack([came, won], axis=-1)
        stock = older
        stock[..., layout.stays] -= ended
        stock[..., layout.absent] -= back
        stock[..., new] = came - at_once[..., 0]
        stock[..., again] = won - at_once[..., 1]
        lost = left + at_once.sum(axis=-1)
        stock[..., gone] = lost - returning[..., 0] * left
        rows.append((opening + came + won - lost, came, won, lost, factor))
    return Course(*(np.stack(column, axis=-1) for column in zip(*rows, strict=True)))


def _meet(target, opening, older, expected, returning, came, rate, layout):
    """Loss factor that leads to the target base; 0 where even without losses the base stays below it."""
    new, again, _ = layout.entries
    full = expected.sum(axis=-1)
    pool = (older[..., layout.absent] * returning).sum(axis=-1)
    factor = np.ones_like(full)
    for _ in range(ROUNDS):
        left = full * factor
        won = pool + returning[..., 0] * left
        wanted = np.maximum(opening + came + won - target, 0.0)
        all_rates = full + rate[..., new] * came + rate[..., again] * won
        factor = np.divide(wanted, all_rates, out=np.zeros_like(full), where=all_rates > 0)
    return factor
