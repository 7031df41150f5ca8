"""Splitting a budget of whole units over levers: where the product counts, and where each has a response curve."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """A concave response: what `units` bring is ceiling * (1 - exp(-units / scale_units))."""

    ceiling: float
    scale_units: float

    def at(self, units: float) -> float:
        """Effect of `units`."""
        return self.ceiling * -math.expm1(-units / self.scale_units)

    def of_one_more(self, units: float) -> float:
        """Effect of the next unit."""
        return self.at(units + 1) - self.at(units)


def best_product_split(units: int, levers: int) -> tuple[int, ...]:
    """The whole-number split with the largest product, ascending: as even as can be.

    >>> best_product_split(20, 3)
    (6, 7, 7)
    """
    if levers < 1 or units < 0:
        raise ValueError(f"a split needs a lever and no negative units; got {units} over {levers}")
    each, left = divmod(units, levers)
    return (each,) * (levers - left) + (each + 1,) * left


def best_split(units: int, curves: Sequence[Response]) -> tuple[int, ...]:
    """The whole-number split with the largest summed effect: each unit goes where it brings most.

    Exact for concave curves (Fox 1966, Operations Research 14(4): marginal allocation).
    """
    given = [0] * len(curves)
    for _unit in range(units):
        gains = [curve.of_one_more(spent) for curve, spent in zip(curves, given, strict=True)]
        given[gains.index(max(gains))] += 1
    return tuple(given)


def effect(split: Sequence[float], curves: Sequence[Response]) -> float:
    """Summed effect of a split."""
    return sum(curve.at(units) for curve, units in zip(curves, split, strict=True))


def doubling_factor(units: float, curve: Response) -> float:
    """How many times the effect a doubled budget brings: 1 + exp(-units / scale), never above 2."""
    return curve.at(2 * units) / curve.at(units)


def exponent_for(times: float) -> float:
    """The power of a response units ** b that a doubled budget needs to bring `times` the effect: b = log2(times)."""
    return math.log2(times)
