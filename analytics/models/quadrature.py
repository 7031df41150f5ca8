"""A quadrature rule for means over a beta-distributed chance, whatever the shape of the distribution."""

import numpy as np
from scipy.special import betaln, expit, log_expit

COUNT = 96
# The rule reaches as far as the integrand, less its ends, is above e^-38 of its largest.
FALL = 38.0
# Functions are taken to be flat below a chance of e^-14.
FLAT_BELOW = 14.0
NEXT_TO_ZERO = 1e-100


def beta_nodes(a, b, *, count=COUNT):
    """Nodes in [0, 1] and weights for the mean of a smooth function of p ~ beta(a, b[i]); both (len(b), count + 2).

    The trapezoidal rule in the log odds of p, which converges geometrically; the function's line through its two ends
    is integrated exactly, so that the rest vanishes at both and distributions that crowd at 0 or 1 need no long tail.
    """
    b = np.asarray(b, dtype="float64")[:, None]
    low, high = _reach(a, b)
    log_odds = low + (high - low) * np.linspace(0, 1, count)
    p = expit(log_odds)
    mass = np.exp(a * log_expit(log_odds) + b * log_expit(-log_odds) - betaln(a, b)) * (high - low) / (count - 1)
    mean = a / (a + b)
    at_zero = 1 - mean - (mass * expit(-log_odds)).sum(axis=1, keepdims=True)
    at_one = mean - (mass * p).sum(axis=1, keepdims=True)
    ends = np.full_like(b, NEXT_TO_ZERO), np.ones_like(b)
    return np.hstack([ends[0], p, ends[1]]), np.hstack([at_zero, mass, at_one])


def _reach(a, b):
    """Log odds between which the beta density times the distance of a function from its line is not negligible."""
    grid = np.linspace(-60.0, 60.0, 1201)
    log_p, log_rest = log_expit(grid), log_expit(-grid)
    height = a * log_p + b * log_rest + np.minimum(0.0, log_p + FLAT_BELOW) + log_rest
    inside = height > height.max(axis=1, keepdims=True) - FALL
    step = grid[1] - grid[0]
    low = grid[inside.argmax(axis=1)] - step
    high = grid[len(grid) - 1 - inside[:, ::-1].argmax(axis=1)] + step
    return low[:, None], high[:, None]
