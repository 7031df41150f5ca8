"""Measures of loyalty with 95 % intervals, from parts and wholes that add up under any filter."""

from math import sqrt

import numpy as np
import pandas as pd

SHARES = ("repeat", "promotion_customers", "promoters", "detractors")  # of customers: Wilson's interval
Z_95 = 1.959964
FEWEST = 30  # customers below whom nothing is stated
COLUMNS = ["measure", "customers", "value", "low", "high"]


def measured(parts: pd.DataFrame) -> pd.DataFrame:
    """One row a measure that can be stated: measure, customers, value, and low and high of its interval where it is a share.

    parts : measure, customers, part, whole. Measures of fewer than 30 customers, or without a positive whole, are left
    out. "nps" (net promoter score, promoters less detractors, in [-1, 1]) joins them where both are known.
    """
    known = parts[(parts["customers"] >= FEWEST) & (parts["whole"] > 0)]
    rows = []
    for row in known.itertuples():
        value = float(row.part / row.whole)
        low, high = wilson(value, int(row.customers)) if row.measure in SHARES else (np.nan, np.nan)
        rows.append((row.measure, int(row.customers), value, low, high))
    shares = {row[0]: row for row in rows}
    if "promoters" in shares and "detractors" in shares:
        rows.append(_net_promoters(shares["promoters"], shares["detractors"]))
    return pd.DataFrame(rows, columns=COLUMNS)


def wilson(share: float, count: int) -> tuple[float, float]:
    """95 % score interval of a share. Source: Wilson (1927), Journal of the American Statistical Association 22.

    >>> [round(end, 4) for end in wilson(0.1, 100)]
    [0.0552, 0.1744]
    """
    centre = share + Z_95**2 / (2 * count)
    reach = Z_95 * sqrt(share * (1 - share) / count + Z_95**2 / (4 * count * count))
    return max((centre - reach) / (1 + Z_95**2 / count), 0.0), min((centre + reach) / (1 + Z_95**2 / count), 1.0)


def _net_promoters(promoters, detractors):
    _code, customers, up, _low, _high = promoters
    down = detractors[2]
    score = up - down
    reach = Z_95 * sqrt(max(up + down - score * score, 0.0) / customers)
    return "nps", customers, score, max(score - reach, -1.0), min(score + reach, 1.0)
