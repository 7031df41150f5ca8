"""Maximum likelihood in log parameters: Newton steps in a trust region from several starts, and a check of the end.

A search of its own, because the border needs care and because LAPACK inside a general optimiser starts threads for
matrices of four by four, which on a busy machine wait longer than they work.

Data can be silent about a parameter: where nobody is seen to leave, or all customers are alike, the likelihood rises
towards a border without end. Such a fit is accepted only when what it predicts is settled all the same.
"""

from dataclasses import dataclass

import numpy as np

from analytics.models.state import ModelRefused

GRADIENT_TOLERANCE = 1e-6
MOST_STEPS = 150
# Lengths of a step in log parameters: the first one, the longest, and the one that is no step any more.
FIRST_RADIUS, LONGEST_RADIUS, SHORTEST_RADIUS = 1.0, 4.0, 1e-9
# A direction in which the log parameters have a larger standard error than this, a factor of a hundred, is flat.
LARGEST_LOG_ERROR = 4.6
# Curvature of the flattest direction over that of the steepest, above which one-sided differences are good to 1e-4.
WELL_CURVED = 1e-3
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
    objective = _remembering(objective)
    point, steps = _search(coarse or objective, starts, bounds)
    if coarse is not None:
        point, more = _refine(objective, coarse, point, bounds)
        steps += more
    hessian = _hessian_at(objective, point) * size
    if coarse is not None and split_directions(hessian)[1].size:
        # Fewer rows may have led to a border that all of them do not have.
        other, more = _search(objective, starts, bounds)
        steps += more
        if objective(other)[0] < objective(point)[0]:
            point, hessian = other, _hessian_at(objective, other) * size
    norm = _norm(objective, point, bounds)
    if not norm <= GRADIENT_TOLERANCE:
        raise ModelRefused("not_converged", gradient_norm=norm if np.isfinite(norm) else None)
    covariance, flat = split_directions(hessian)
    _refuse_unsettled(predict, point, flat)
    return Optimum(point, float(objective(point)[0]), norm, hessian, covariance, flat, steps)


def _remembering(objective):
    """The objective, which keeps its last answer: the end of one search is the beginning of the next step."""
    last = {}

    def remembered(point):
        key = point.tobytes()
        if key not in last:
            answer = objective(point)
            last.clear()
            last[key] = answer
        return last[key]

    return remembered


def _search(objective, starts, bounds):
    """(best point, steps): down from every start."""
    tried = [_descend(objective, np.asarray(start, dtype="float64"), bounds) for start in starts]
    values = [objective(point)[0] for point, _ in tried]
    best = int(np.argmin(np.where(np.isfinite(values), values, np.inf)))
    return tried[best][0], sum(count for _, count in tried)


def _refine(objective, coarse, point, bounds):
    """(point, steps): the curvature of fewer rows steers well enough, and costs next to nothing."""
    point, steps = _descend(objective, point, bounds, curvature=coarse)
    if _norm(objective, point, bounds) <= GRADIENT_TOLERANCE:
        return point, steps
    point, more = _descend(objective, point, bounds)
    return point, steps + more


def _hessian_at(objective, point):
    """One-sided differences, at half the price, where all directions curve so much that their error is none."""
    rough = _rough_hessian(objective, point)
    if np.isfinite(rough).all():
        values = np.linalg.eigvalsh(rough)
        if values[0] > WELL_CURVED * values[-1]:
            return rough
    return hessian_of(objective, point)


def hessian_of(objective, point, *, step=1e-4):
    """Second derivatives by central differences of the analytic gradient, symmetrised; (k, k)."""
    rows = []
    for axis in np.eye(len(point)) * step:
        rows.append((objective(point + axis)[1] - objective(point - axis)[1]) / (2 * step))
    hessian = np.array(rows)
    return (hessian + hessian.T) / 2


def split_directions(hessian):
    """(covariance, flat): the inverse over the directions that curve, and those that do not, as columns.

    Raises ModelRefused: not_identified where the log-likelihood curves upwards, not_converged where it is no number.
    """
    if not np.isfinite(hessian).all():
        raise ModelRefused("not_converged", gradient_norm=None)
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


def _descend(objective, point, bounds, *, curvature=None):
    """(point, steps): Newton steps, as long as the trust region allows, until the gradient is nought.

    curvature : objective whose second derivatives steer the steps; the objective itself when None
    """
    point = np.clip(point, *np.transpose(bounds))
    value, gradient = objective(point)
    radius = FIRST_RADIUS
    for count in range(MOST_STEPS):
        free = ~_blocked(gradient, point, bounds)
        if np.abs(gradient[free]).max(initial=0.0) < GRADIENT_TOLERANCE / 1e3 or radius < SHORTEST_RADIUS:
            return point, count
        wanted = _step(curvature or objective, point, gradient, free)
        length = np.linalg.norm(wanted)
        moved = np.clip(point + wanted * min(1.0, radius / length), *np.transpose(bounds))
        new_value, new_gradient = objective(moved)
        if _is_better(new_value, new_gradient, value, gradient):
            radius = min(2 * radius, LONGEST_RADIUS) if length >= radius else radius
            point, value, gradient = moved, new_value, new_gradient
        else:
            radius = min(radius, length) / 4
    return point, MOST_STEPS


def _step(curvature, point, gradient, free):
    """Newton's step in the free parameters, downhill also where the objective curves the wrong way."""
    hessian = _rough_hessian(curvature, point)[np.ix_(free, free)]
    if not np.isfinite(hessian).all():
        hessian = np.eye(free.sum())
    values, vectors = np.linalg.eigh(hessian)
    size = np.maximum(np.abs(values), 1e-10 * max(np.abs(values).max(), np.finfo("float64").tiny))
    step = np.zeros(len(point))
    step[free] = -vectors @ ((vectors.T @ gradient[free]) / size)
    return step


def _rough_hessian(objective, point, *, step=1e-5):
    here = objective(point)[1]
    rows = [(objective(point + axis)[1] - here) / step for axis in np.eye(len(point)) * step]
    return (np.array(rows) + np.transpose(rows)) / 2


def _is_better(new_value, new_gradient, value, gradient):
    """Lower; or, where rounding hides the difference, flatter."""
    if not (np.isfinite(new_value) and np.isfinite(new_gradient).all()):
        return False
    same = abs(new_value - value) <= 1e-13 * max(abs(value), 1.0)
    return np.abs(new_gradient).max() < np.abs(gradient).max() if same else new_value < value


def _blocked(gradient, point, bounds):
    """Which parameters lie on a bound and are pushed against it."""
    low, high = np.transpose(bounds)
    return ((point <= low) & (gradient > 0)) | ((point >= high) & (gradient < 0))


def _norm(objective, point, bounds):
    """Largest derivative, without those that push against a bound."""
    gradient = objective(point)[1]
    return float(np.abs(np.where(_blocked(gradient, point, bounds), 0.0, gradient)).max())
