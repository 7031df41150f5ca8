"""How good a warning was on later data: ranking, chances, lift, calibration, cuts. Plain NumPy, so pages may use it too.

`leaves` is bool of shape (n,), True for those who left; `chance` float64 of shape (n,), higher for likelier leavers.
"""

import numpy as np
import pandas as pd

CUTS = tuple(percent / 100 for percent in range(5, 100, 5))
CURVE_POINTS = 101


def _ranks(values):
    """Average ranks from 1, ties share theirs; infinite values are ranked like others."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[place]


def roc_auc(leaves, chance):
    """Chance that a leaver is ranked above a stayer, ties half; NaN without leavers or without stayers."""
    leaves = np.asarray(leaves, dtype=bool)
    left, stayed = leaves.sum(), (~leaves).sum()
    if not left or not stayed:
        return float("nan")
    return float((_ranks(np.asarray(chance))[leaves].sum() - left * (left + 1) / 2) / (left * stayed))


def _counts_down(leaves, chance):
    """(threshold, leavers at or above it, customers at or above it) at each distinct chance, from the highest down."""
    order = np.argsort(-np.asarray(chance), kind="stable")
    ranked = np.asarray(chance)[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    return ranked[last], np.cumsum(np.asarray(leaves, dtype=bool)[order])[last], last + 1


def average_precision(leaves, chance):
    """Area under the precision-recall curve as the step sum (not interpolated); NaN without leavers."""
    if not np.any(leaves):
        return float("nan")
    _, left, listed = _counts_down(leaves, chance)
    recall = left / left[-1]
    return float(np.sum(np.diff(recall, prepend=0.0) * left / listed))


def brier(leaves, chance):
    """Mean squared difference between chance and outcome; 0 is perfect."""
    return float(np.mean((np.asarray(chance) - np.asarray(leaves, dtype="float64")) ** 2))


def log_loss(leaves, chance):
    """Mean negative log-likelihood of the outcomes; chances are kept 1e-6 off 0 and 1."""
    p = np.clip(np.asarray(chance, dtype="float64"), 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(np.asarray(leaves, dtype=bool), np.log(p), np.log1p(-p))))


def top_decile_lift(leaves, chance):
    """Leaving rate of the tenth with the highest chances over that of all; ties at its edge count in part."""
    leaves = np.asarray(leaves, dtype="float64")
    if not leaves.sum():
        return float("nan")
    _, left, listed = _counts_down(leaves > 0, chance)
    top = len(leaves) / 10
    caught = float(np.interp(top, np.append(0, listed), np.append(0, left)))
    return caught / top / float(leaves.mean())


def metrics_of(leaves, chance):
    """{metric: value}; calibration_ratio is leavers expected over leavers seen."""
    seen = float(np.sum(leaves))
    rate = seen / len(leaves)
    return {
        "customers": float(len(leaves)),
        "leavers": seen,
        "leaving_rate": rate,
        "mean_chance": float(np.mean(chance)),
        "calibration_ratio": float(np.sum(chance)) / seen if seen else float("nan"),
        "roc_auc": roc_auc(leaves, chance),
        "pr_auc": average_precision(leaves, chance),
        "brier": brier(leaves, chance),
        "brier_of_average": rate * (1 - rate),
        "log_loss": log_loss(leaves, chance),
        "top_decile_lift": top_decile_lift(leaves, chance),
    }


def calibration_bins(leaves, chance, *, bins=10):
    """DataFrame bin, customers, mean_chance, leaving_rate: customers in order of their chance, cut into equal parts."""
    order = np.argsort(np.asarray(chance), kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    leaves, chance = np.asarray(leaves, dtype="float64"), np.asarray(chance)
    rows = [(i, len(part), chance[part].mean(), leaves[part].mean()) for i, part in enumerate(parts)]
    return pd.DataFrame(rows, columns=["bin", "customers", "mean_chance", "leaving_rate"])


def curve_points(leaves, chance):
    """DataFrame listed_rate, recall, false_alarm_rate, precision at about CURVE_POINTS shares of customers listed."""
    _, left, listed = _counts_down(leaves, chance)
    total, n = left[-1], listed[-1]
    keep = np.unique(np.searchsorted(listed, np.linspace(1, n, CURVE_POINTS)))
    left, listed = left[keep], listed[keep]
    return pd.DataFrame(
        {
            "listed_rate": listed / n,
            "recall": left / max(total, 1),
            "false_alarm_rate": (listed - left) / max(n - total, 1),
            "precision": left / listed,
        }
    )


def confusion_at_cuts(leaves, chance):
    """DataFrame cut, listed_left, listed_stayed, missed_left, unlisted_stayed for each of CUTS (listed: chance >= cut)."""
    leaves = np.asarray(leaves, dtype=bool)
    rows = []
    for cut in CUTS:
        listed = np.asarray(chance) >= cut
        rows.append((cut, *(int(np.sum(part)) for part in (
            listed & leaves, listed & ~leaves, ~listed & leaves, ~listed & ~leaves,
        ))))  # fmt: skip
    return pd.DataFrame(rows, columns=["cut", "listed_left", "listed_stayed", "missed_left", "unlisted_stayed"])
