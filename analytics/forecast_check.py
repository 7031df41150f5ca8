"""Forecasts judged on what came: which method was the better one at each origin, and how wide an interval has to be.

An origin is a past step at which a forecast could have been made. Whatever is judged at an origin uses only targets that
were known by then, so that the error and coverage shown are those of the whole procedure, its choice of method included.
Intervals: split conformal prediction on past errors by horizon (Vovk, Gammerman & Shafer 2005, Algorithmic Learning in a
Random World); errors of neighbouring origins overlap, so the coverage is measured, not taken for granted.
"""

import numpy as np

__all__ = ["COVERAGE", "chosen_by_origin", "half_widths", "is_known", "targets"]

COVERAGE = 0.80
FEWEST_SCORES = 8  # past errors at a horizon below which the width is carried on from nearer ones
FEWEST_ORIGINS = 6  # origins with any known target below which no method is preferred


def targets(series, origins, *, horizon):
    """What came after each origin, (origins, slices, horizon); NaN where it has not come yet."""
    padded = np.concatenate([series, np.full((len(series), horizon), np.nan)], axis=1)
    at = np.asarray(origins)[:, None] + np.arange(1, horizon + 1)
    return np.moveaxis(padded[:, at], 1, 0)


def is_known(origins, origin, *, horizon):
    """(origins, horizon): which targets of each earlier origin had come by `origin`."""
    return np.asarray(origins)[:, None] + np.arange(1, horizon + 1) <= origin


def chosen_by_origin(errors, origins, *, year):
    """Position of the method that has erred least so far, (origins, slices); 0 while too little is known.

    errors : (methods, origins, slices, horizon), absolute; NaN where the target has not come. Near horizons count as much
    as far ones, whose errors are larger; an error counts half as much for each `year` (steps) since it came.
    """
    methods, count, slices, horizon = errors.shape
    steps = np.arange(1, horizon + 1)
    weight = np.zeros((count, count, horizon))
    for number, origin in enumerate(origins):
        known = is_known(origins, origin, horizon=horizon)
        if known.any(axis=1).sum() >= FEWEST_ORIGINS:
            age = origin - (np.asarray(origins)[:, None] + steps)
            weight[number] = np.where(known, 0.5 ** (age / year) / steps, 0.0)
    by_slice = np.nan_to_num(errors).transpose(0, 2, 1, 3).reshape(methods, slices, count * horizon)
    return (by_slice @ weight.reshape(count, -1).T).argmin(axis=0).T


def half_widths(scores, origins, origin):
    """Half the width of the interval at `origin` in units of the score, (slices, horizon); NaN where nothing tells it.

    scores : (origins, slices, horizon), absolute errors in some scale. Beyond the horizons with enough known errors the
    width goes on with the square root of the horizon; it never shrinks with the horizon.
    """
    horizon = scores.shape[-1]
    known = is_known(origins, origin, horizon=horizon)
    usable = known.any(axis=1)
    ordered = np.sort(np.where(known[usable][:, None], scores[usable], np.inf), axis=0)
    count = known.sum(axis=0)
    enough = count >= FEWEST_SCORES
    width = np.full(scores.shape[1:], np.nan)
    if not enough.any():
        return width
    rank = np.minimum(np.ceil((count + 1) * COVERAGE).astype("int64"), count) - 1
    steps = np.flatnonzero(enough)
    width[:, steps] = ordered[rank[steps], :, steps].T
    last = steps[-1]
    beyond = np.arange(last + 1, horizon)
    width[:, beyond] = width[:, [last]] * np.sqrt((beyond + 1) / (last + 1))
    return np.maximum.accumulate(width, axis=1)
