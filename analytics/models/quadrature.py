"""Gauss quadrature for means over a beta-distributed chance."""

import numpy as np


def beta_nodes(a, b, *, count):
    """Nodes and weights for the mean of a smooth function of p ~ beta(a, b[i]); both of shape (len(b), count).

    Golub & Welsch (1969), Math. Comp. 23, 221-230, on the recurrence of the Jacobi polynomials, for all b at once.
    """
    first = np.asarray(b, dtype="float64")[:, None] - 1
    second = a - 1
    n = np.arange(count)[None, :]
    both = 2 * n + first + second
    with np.errstate(divide="ignore", invalid="ignore"):
        diagonal = (second**2 - first**2) / (both * (both + 2))
        squares = 4 * n * (n + first) * (n + second) * (n + first + second) / (both**2 * (both + 1) * (both - 1))
    diagonal[:, 0] = (second - first[:, 0]) / (first[:, 0] + second + 2)
    lowest = first[:, 0] + second
    squares[:, 1] = 4 * (1 + first[:, 0]) * (1 + second) / ((2 + lowest) ** 2 * (3 + lowest))
    matrix = np.zeros((len(first), count, count))
    inner = np.arange(count)
    matrix[:, inner, inner] = diagonal
    matrix[:, inner[1:], inner[:-1]] = np.sqrt(squares[:, 1:])
    nodes, vectors = np.linalg.eigh(matrix)
    return (1 + nodes) / 2, vectors[:, 0, :] ** 2
