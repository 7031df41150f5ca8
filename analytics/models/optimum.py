"""Maximum likelihood in log parameters: several starts, a Newton finish, and a check that it is an optimum.

Data can be silent about a parameter: where nobody is seen to leave, or all customers are alike, the likelihood rises
towards a border without end. Such a fit is accepted only when what it predicts is settled all the same.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from analytics.models.state import ModelRefused

GRADIENT_TOLERANCE = 1e-6
NEWTON_STEPS = 12
# A direction in which the log parameters have a larger standard error than this, a factor of a hundred, is flat.
LARGEST_LOG_ERROR = 4.6
# What is predicted may move by this share when the parameters move by a factor e along a flat direction.
SETTLED = 0.01
# A parameter is open when it makes up this much of a flat direction.
OPEN_SHARE = 0.3


@dataclass(frozen=True)
class Optimum:
    """Where the mean objective is least.

    log_params : (k,); value; gradient_norm : largest |derivative| that points into the allowed region
    hessian : (k, k) of the sum over customers; covariance : (k, k) of the log parameters, zero along flat directions
    flat : (k, m) unit vectors of the directions that the data do not pin down; m is 0 for an ordinary fit
    """

    log_params: np.ndarray
    value: float
    gradient_norm: float
    hessian: np.ndarray
    covariance: np.ndarray
    flat: np.ndarray
    iterations: int

    def open_among(self, names):
        """Names of the parameters that the data leave open, a tuple; empty for an ordinary fit."""
        share = np.abs(self.flat).max(axis=1, initial=0.0)
        return tuple(name for name, part in zip(names, share, strict=True) if part > OPEN_SHARE)


def find_optimum(objective, starts, *, size, bounds, predict, coarse=None):
    """Minimise a mean negative log-likelihood.

    objective : log_params (k,) -> (value, gradient (k,)); size : number of customers behind the mean
    starts : starting points; bounds : k pairs; all in log parameters
    predict : log_params -> array of what the model is used for, to judge a fit with flat directions
    coarse : the objective on fewer rows, to choose the start cheaply
    Raises ModelRefused: not_converged, not_identified.
    """
    first = coarse or objective
    tried = [_descend(first, np.asarray(start), bounds) for start in starts]
    best = min(tried, key=lambda one: one.fun if np.isfinite(one.fun) else np.inf)
    point = _newton(objective, best.x, bounds, curvature=first)
    if coarse is not None and _norm(objective, point, bounds) > GRADIENT_TOLERANCE:
        point = _newton(objective, _descend(objective, point, bounds).x, bounds, curvature=objective)
    hessian = hessian_of(objective, point) * size
    norm = _norm(objective, point, bounds)
    if not (np.isfinite(norm) and np.isfinite(hessian).all() and norm <= GRADIENT_TOLERANCE):
        raise ModelRefused("not_converged", gradient_norm=norm if np.isfinite(norm) else None)
    covariance, flat = split_directions(hessian)
    _refuse_unsettled(predict, point, flat)
    iterations = sum(one.nit for one in tried)
    return Optimum(point, float(objective(point)[0]), norm, hessian, covariance, flat, int(iterations))


def hessian_of(objective, point, *, step=1e-4):
    """Second derivatives by central differences of the analytic gradient, symmetrised; (k, k)."""
    rows = []
    for axis in np.eye(len(point)) * step:
        rows.append((objective(point + axis)[1] - objective(point - axis)[1]) / (2 * step))
    hessian = np.array(rows)
    return (hessian + hessian.T) / 2


def split_directions(hessian):
    """(covariance, flat): the inverse over the directions that curve, and those that do not, as columns.

    Raises ModelRefused not_identified where the log-likelihood curves upwards: no maximum.
    """
    values, vectors = np.linalg.eigh(hessian)
    least = 1 / LARGEST_LOG_ERROR**2
    if values[0] < -least:
        raise ModelRefused("not_identified", smallest_eigenvalue=float(values[0]))
    curved = values > least
    kept = vectors[:, curved]
    return kept / values[curved] @ kept.T, vectors[:, ~curved]


def _refuse_unsettled(predict, point, flat):
    """Along a flat direction the parameters are unknown; what is predicted must not be."""
    if not flat.shape[1]:
        return
    here = predict(point)
    for direction in flat.T:
        for moved in (predict(point + direction), predict(point - direction)):
            change = np.abs(moved - here).max() / max(np.abs(here).max(), np.finfo("float64").tiny)
            if not change <= SETTLED:
                raise ModelRefused("not_identified", prediction_change=float(change) if np.isfinite(change) else None)


def _descend(objective, start, bounds):
    start = np.clip(start, *np.transpose(bounds))
    options = {"maxiter": 300, "ftol": 1e-13, "gtol": 1e-7}
    return minimize(objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)


def _norm(objective, point, bounds):
    """Largest derivative, without those that push against a bound."""
    return float(np.abs(_inward(objective(point)[1], point, bounds)).max())


def _inward(gradient, point, bounds):
    low, high = np.transpose(bounds)
    blocked = ((point <= low) & (gradient > 0)) | ((point >= high) & (gradient < 0))
    return np.where(blocked, 0.0, gradient)


def _newton(objective, point, bounds, *, curvature):
    """Newton steps from where the descent stopped, for as long as they help: to many digits in a few evaluations.

    curvature : objective whose Hessian steers the steps; that of fewer rows is near enough, and cheap. Flat
        directions are left alone.
    """
    gradient = _inward(objective(point)[1], point, bounds)
    for _ in range(NEWTON_STEPS):
        if np.abs(gradient).max() < GRADIENT_TOLERANCE / 1e3:
            break
        values, vectors = np.linalg.eigh(hessian_of(curvature, point))
        curved = values > 1e-6 * max(values[-1], 0.0)
        step = vectors[:, curved] @ ((vectors[:, curved].T @ gradient) / values[curved])
        moved = np.clip(point - step, *np.transpose(bounds))
        if not np.isfinite(step).all() or np.abs(step).max() > 1:
            break
        after = _inward(objective(moved)[1], moved, bounds)
        if not np.abs(after).max() < np.abs(gradient).max():
            break
        point, gradient = moved, after
    return point
