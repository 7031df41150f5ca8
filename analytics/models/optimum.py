"""Maximum likelihood in log parameters: several starts, a Newton finish, and a check that it is an optimum."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from analytics.models.state import ModelRefused

# exp(±18) is 6.6e7 either way: with times in units of the mean age nothing estimable lies beyond.
BOUND = 18.0
# A parameter whose logarithm has a standard error beyond this is not known within a factor of a hundred.
LARGEST_LOG_ERROR = 4.6
GRADIENT_TOLERANCE = 1e-6
NEWTON_STEPS = 12


@dataclass(frozen=True)
class Optimum:
    """log_params (k,), mean objective, largest |gradient| of it, its Hessian (k, k), and iterations used."""

    log_params: np.ndarray
    value: float
    gradient_norm: float
    hessian: np.ndarray
    iterations: int


def find_optimum(objective, starts, *, size, coarse=None):
    """Minimise a mean negative log-likelihood.

    objective : log_params (k,) -> (value, gradient (k,))
    starts : starting points in log parameters
    size : number of customers behind the mean, for the standard errors
    coarse : the objective on fewer rows, to choose the start cheaply
    Raises ModelRefused: not_converged, not_identified.
    """
    first = coarse or objective
    tried = [_descend(first, start) for start in starts]
    point, value, gradient = _newton(objective, min(tried, key=lambda one: one.fun).x, curvature=first)
    if coarse is not None and np.abs(gradient).max() > GRADIENT_TOLERANCE:
        point, value, gradient = _newton(objective, _descend(objective, point).x, curvature=objective)
    hessian = hessian_of(objective, point)
    norm = float(np.abs(gradient).max())
    check_optimum(point, norm, hessian, size=size)
    return Optimum(point, float(value), norm, hessian, int(sum(one.nit for one in tried)))


def hessian_of(objective, point, *, step=1e-4):
    """Second derivatives by central differences of the analytic gradient, symmetrised; (k, k)."""
    rows = []
    for axis in np.eye(len(point)) * step:
        rows.append((objective(point + axis)[1] - objective(point - axis)[1]) / (2 * step))
    hessian = np.array(rows)
    return (hessian + hessian.T) / 2


def check_optimum(point, gradient_norm, hessian, *, size):
    """Raise ModelRefused unless the point is a maximum that the data pin down."""
    if not (np.isfinite(gradient_norm) and np.isfinite(hessian).all()):
        raise ModelRefused("not_converged", gradient_norm=None)
    smallest = float(np.linalg.eigvalsh(hessian)[0]) * size
    if (np.abs(point) > BOUND - 1).any() or smallest <= 0:
        raise ModelRefused("not_identified", smallest_eigenvalue=smallest)
    if np.sqrt(np.diag(np.linalg.inv(hessian * size))).max() > LARGEST_LOG_ERROR:
        raise ModelRefused("not_identified", smallest_eigenvalue=smallest)
    if gradient_norm > GRADIENT_TOLERANCE:
        raise ModelRefused("not_converged", gradient_norm=gradient_norm)


def _descend(objective, start):
    bounds = [(-BOUND, BOUND)] * len(start)
    options = {"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7}
    return minimize(
        objective, np.asarray(start, "float64"), jac=True, method="L-BFGS-B", bounds=bounds, options=options
    )


def _newton(objective, point, *, curvature):
    """Newton steps from where the descent stopped, for as long as they help: to many digits in a few evaluations.

    curvature : objective whose Hessian steers the steps; that of fewer rows is near enough, and cheap
    """
    value, gradient = objective(point)
    for _ in range(NEWTON_STEPS):
        if np.abs(gradient).max() < GRADIENT_TOLERANCE / 1e3:
            break
        try:
            step = np.linalg.solve(hessian_of(curvature, point), gradient)
        except np.linalg.LinAlgError:
            break
        if not np.isfinite(step).all() or np.abs(step).max() > 1:
            break
        moved = objective(point - step)
        if not np.abs(moved[1]).max() < np.abs(gradient).max():
            break
        point, (value, gradient) = point - step, moved
    return point, value, gradient
