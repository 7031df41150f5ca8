"""Value by segment, with the interval that draws of the parameters and the chance of single customers give it."""

import numpy as np
import pandas as pd

from analytics.equity import interval

__all__ = ["of_segments", "with_intervals"]


def with_intervals(segments, draws):
    """Value of one customer by segment, with its 80 % interval, the highest first.

    segments : value (the segment), customers, value_36m, outcome_variance; draws : value, draw, value_36m
    Returns value, customers, value_36m, each, low, high (money a customer), total_low, total_high; segments without
    customers are left out, and one without draws has no interval.
    """
    kept = segments[segments["customers"] > 0].reset_index(drop=True)
    by_segment = {value: rows["value_36m"].to_numpy() for value, rows in draws.groupby("value")}
    ends = [
        interval(by_segment[row.value], row.outcome_variance) if row.value in by_segment else (np.nan, np.nan)
        for row in kept.itertuples()
    ]
    kept = kept.assign(total_low=[low for low, _ in ends], total_high=[high for _, high in ends])
    each = {"each": "value_36m", "low": "total_low", "high": "total_high"}
    kept = kept.assign(**{name: kept[total] / kept["customers"] for name, total in each.items()})
    return kept.drop(columns="outcome_variance").sort_values("each", ascending=False, ignore_index=True)


def of_segments(table):
    """What the segments say: (code, figures). Codes: segments_differ, segments_alike, no_intervals, one_segment.

    table : of `with_intervals`. They differ when the interval of the best lies above that of the worst.
    """
    if len(table) < 2:
        return "one_segment", {}
    best, worst = table.iloc[0], table.iloc[-1]
    figures = {"best": best["value"], "worst": worst["value"], "best_each": best["each"], "worst_each": worst["each"]}
    if table["low"].isna().all():
        return "no_intervals", figures
    apart = pd.notna(best["low"]) and pd.notna(worst["high"]) and best["low"] > worst["high"]
    return ("segments_differ" if apart else "segments_alike"), figures
