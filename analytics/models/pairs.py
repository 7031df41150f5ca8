"""Functions of (x, T) for many customers at the price of few evaluations.

Given that a customer is alive, what is to come depends on (x, T) and not on t_x. There are far fewer such pairs than
customers; and where a frequency x occurs with very many ages T, the function is smooth in log(T + scale), so that a
Chebyshev series per x replaces the pairs.
"""

import numpy as np
import pandas as pd
from numpy.polynomial import chebyshev

DEGREE = 32


def on_pairs(x, T, function, *, scale_days, degree=DEGREE):
    """function(x, T) per row, evaluated once per distinct pair, or by a Chebyshev series in T where that is cheaper.

    function : takes two float64 arrays (n,), returns an array (n,) or a tuple of them; smooth in log(T + scale_days)
    scale_days : the function's smallest time scale, above 0
    degree : of the series; the default is good to all digits that matter, 8 to six of them
    """
    if not len(x):
        return function(x, T)
    x_at, x_values = pd.factorize(x)
    T_at, T_values = pd.factorize(T)
    pair_at, pairs = pd.factorize(x_at.astype("int64") * len(T_values) + T_at)
    x_at, T = pairs // len(T_values), T_values[pairs % len(T_values)]
    if len(pairs) > 2 * (degree + 1) * len(x_values):
        result = _by_series(x_at, x_values, T, function, scale_days, degree)
    else:
        result = function(x_values[x_at], T)
    return tuple(part[pair_at] for part in result) if isinstance(result, tuple) else result[pair_at]


def _by_series(x_at, x_values, T, function, scale_days, degree):
    """Chebyshev interpolation in log(T + scale) over the ages at which each x occurs."""
    position = np.log(T + scale_days)
    low, high = np.full(len(x_values), np.inf), np.full(len(x_values), -np.inf)
    np.minimum.at(low, x_at, position)
    np.maximum.at(high, x_at, position)
    middle, half = (low + high) / 2, np.maximum((high - low) / 2, 1e-12)
    nodes = chebyshev.chebpts1(degree + 1)
    ages = np.maximum(np.exp(middle[:, None] + half[:, None] * nodes) - scale_days, 0.0)
    at_nodes = function(np.repeat(x_values, len(nodes)), ages.ravel())
    # The discrete orthogonality of the polynomials at their own zeros turns values into coefficients.
    to_coefficients = chebyshev.chebvander(nodes, degree) * 2 / len(nodes)
    to_coefficients[:, 0] /= 2
    where = (position - middle[x_at]) / half[x_at]

    def interpolated(values):
        coefficients = values.reshape(len(x_values), len(nodes)) @ to_coefficients
        return _clenshaw(coefficients, x_at, where)

    return tuple(map(interpolated, at_nodes)) if isinstance(at_nodes, tuple) else interpolated(at_nodes)


def _clenshaw(coefficients, row, where):
    """Sum of the series coefficients[row] at `where` in [-1, 1], one per row."""
    last, before = np.zeros(len(where)), np.zeros(len(where))
    for column in coefficients.T[:0:-1]:
        last, before = column[row] + 2 * where * last - before, last
    return coefficients[row, 0] + where * last - before
