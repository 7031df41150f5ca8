"""The look forward: base, acquired, lost, won back and margin of the next two years, each slice on its own.

Cohorts by age carry the base (`forecast_course`) at rates whose level is held or goes on (`forecast_rates`); beside them
stand three naive forecasts. At each past origin the method is taken that had erred least until then (`forecast_check`).
Where a naive forecast of the base is the better one, the losses are scaled until the base follows it, so that
opening + acquired + won back - lost = closing holds whatever is used.
"""

from dataclasses import dataclass

import numpy as np

from analytics import forecast_check, forecast_rates
from analytics.forecast_course import Course, course

__all__ = ["ACQUIRED", "MEASURES", "METHODS", "NAIVE", "Forecast", "origins_of", "run"]

YEARS_AHEAD = 2
YEARS_BACK = 5  # of past origins
NAIVE = ("last_value", "last_year", "last_year_drift")
METHODS = ("cohorts", "cohorts_trend", *NAIVE)
ACQUIRED = ("level", "level_trend", *NAIVE)
MEASURES = ("base", "acquired", "lost", "won_back", "margin")


@dataclass(frozen=True)
class Forecast:
    """All forecasts by origin; the last origin is the present. paths, naive and actual : by measure, (origins, slices, horizon).

    methods : base, acquired and margin -> code by origin and slice; naive : measure -> method -> paths
    course : of every origin; rate : (origins, slices, width); back_factor, each_new, each_old : (origins, slices, horizon)
    """

    origins: np.ndarray
    paths: dict
    naive: dict
    actual: dict
    methods: dict
    course: Course
    rate: np.ndarray
    back_factor: np.ndarray
    each_new: np.ndarray
    each_old: np.ndarray
    scale: dict

    @property
    def horizon(self):
        """Steps ahead."""
        return self.paths["base"].shape[-1]

    def errors(self, measure, method=None):
        """Forecast less actual, of the path used or of a naive one; NaN where it has not come."""
        made = self.paths[measure] if method is None else self.naive[measure][method]
        return made - self.actual[measure]

    def half_widths(self, measure, number):
        """Half the width of the 80 % interval made at an origin by its number, (slices, horizon), in the measure's unit."""
        scores = np.abs(self.errors(measure)) / self.scale[measure]
        return forecast_check.half_widths(scores, self.origins, self.origins[number]) * self.scale[measure][number]


def origins_of(history):
    """Positions of the steps at which a forecast can be tried, the present last; empty with less than two years of losses."""
    year = history.year
    if history.observed < 2 * year:
        return np.zeros(0, dtype="int64")
    needed = 2 * year if history.observed >= 4 * year else year
    earliest = max(history.first + needed - 1, history.steps - 1 - YEARS_BACK * year)
    return np.arange(earliest, history.steps)


def run(history):
    """Forecast at every origin. Raises ValueError where `origins_of` finds none."""
    origins = origins_of(history)
    if not len(origins):
        raise ValueError(f"a forecast needs {2 * history.year} steps in which losses are seen, got {history.observed}")
    horizon = YEARS_AHEAD * history.year
    found = [forecast_rates.expectation(history, origin, horizon=horizon) for origin in origins]
    series = {name: getattr(history, name) for name in MEASURES}
    actual = {name: forecast_check.targets(values, origins, horizon=horizon) for name, values in series.items()}
    naive = {name: _naive(values, origins, history.year, horizon, name == "base") for name, values in series.items()}
    start = np.moveaxis(history.stock[:, origins], 1, 0)
    rate = np.stack([each.rate for each in found])
    acquired, came_by = _best(
        ACQUIRED, _pair(found, "acquired"), naive["acquired"], actual["acquired"], origins, history.year
    )
    whole, base_by, back = _base(
        found, history.layout, start, rate, acquired, naive["base"], actual["base"], origins, history.year
    )
    opening = whole.opening(start[..., history.layout.stays].sum(axis=-1))
    average = (opening + whole.base) / 2
    new, old = _pair(found, "each_new"), _pair(found, "each_old")
    earned = [each_new * acquired + each_old * average for each_new, each_old in zip(new, old, strict=True)]
    margin, margin_by = _best(METHODS, earned, naive["margin"], actual["margin"], origins, history.year)
    trended = (margin_by == "cohorts_trend")[..., None]
    each_new, each_old = (np.where(trended, trend, flat) for flat, trend in (new, old))
    factor = _ratio(margin, each_new * acquired + each_old * average)
    paths = {name: getattr(whole, name) for name in ("base", "acquired", "lost", "won_back")} | {"margin": margin}
    return Forecast(
        origins, paths, naive, actual, {"base": base_by, "acquired": came_by, "margin": margin_by}, whole, rate, back,
        each_new * factor, each_old * factor, _scales(series, origins, history.year, paths),
    )  # fmt: skip


def _naive(values, origins, year, horizon, is_stock):
    made = [
        forecast_rates.naive_paths(values, origin, year=year, horizon=horizon, is_stock=is_stock) for origin in origins
    ]
    return {method: np.stack([each[method] for each in made]) for method in NAIVE}


def _pair(found, name):
    return [np.stack([getattr(each, name)[kind] for each in found]) for kind in (0, 1)]


def _best(codes, ours, naive, actual, origins, year):
    """(path, code) of the method that had erred least by each origin; ours : paths of the first codes."""
    candidates = np.stack([*ours, *(naive[method] for method in NAIVE)])
    chosen = forecast_check.chosen_by_origin(np.abs(candidates - actual), origins, year=year)
    path = np.take_along_axis(candidates, chosen[None, ..., None], axis=0)[0]
    return path, np.asarray(codes)[chosen]


def _base(found, layout, start, rate, acquired, naive, actual, origins, year):
    """(course, code, factor of those who come back) of every origin and slice."""
    loss, back = _pair(found, "loss"), _pair(found, "back")
    both = [course(start, rate, acquired, loss[kind], back[kind], layout) for kind in (0, 1)]
    path, code = _best(METHODS, [each.base for each in both], naive, actual, origins, year)
    trended = (code == "cohorts_trend")[..., None]
    back_used = np.where(trended, back[1], back[0])
    fields = {name: np.where(trended, getattr(both[1], name), getattr(both[0], name)) for name in vars(both[0])}
    follows = np.isin(code, NAIVE)
    if follows.any():
        forced = course(
            start[follows], rate[follows], acquired[follows], loss[0][follows], back[0][follows], layout,
            target=path[follows],
        )  # fmt: skip
        for name in fields:
            fields[name][follows] = getattr(forced, name)
    return Course(**fields), code, back_used


def _scales(series, origins, year, paths):
    """What an error is measured against: the forecast base, or the last year's mean of a flow; never 0."""
    scale = {}
    for name, values in series.items():
        if name == "base":
            size = np.abs(paths["base"])
        else:
            means = np.stack([np.abs(values[:, max(0, at + 1 - year) : at + 1]).mean(axis=1) for at in origins])
            size = np.repeat(means[..., None], paths["base"].shape[-1], axis=-1)
        scale[name] = np.where(size > 0, size, 1.0)
    return scale


def _ratio(part, whole):
    return np.divide(part, whole, out=np.ones_like(part), where=whole != 0)
