"""The look forward at build: forecasts, how wrong past ones were, and the small tables that what-ifs are computed from."""

import numpy as np
import pandas as pd

from analytics import forecast, forecast_history
from analytics.forecast_course import Layout
from builder.insert import insert
from data.staging import build_table

LAYOUT = Layout(ages=37, absences=13)  # months: three years of a stay and one of an absence apart, then all older ones
STEPS_A_YEAR = {"month": 12, "quarter": 4, "year": 1}
JUDGED_YEARS = (1 / 12, 1 / 4, 1 / 2, 1, 2)  # horizons whose past errors are published
COVERAGE_EVERY = 4  # origins from one whose interval is judged to the next
FORECAST = (
    "create table warehouse.main.forecast (line varchar, dimension varchar, value varchar, made_on date, measure varchar, "
    "step integer, period_start date, expected double, low double, high double, actual double, method varchar)"
)
ERROR = (
    "create table warehouse.main.forecast_error (line varchar, dimension varchar, value varchar, measure varchar, "
    "method varchar, step integer, forecasts integer, mean_error double, mean_share double, coverage double)"
)
STATE = (
    "create table warehouse.main.forecast_state (line varchar, dimension varchar, value varchar, part varchar, age integer, "
    "customers double, rate double)"
)
COURSE = (
    "create table warehouse.main.forecast_course (line varchar, dimension varchar, value varchar, step integer, "
    "acquired double, loss_factor double, back_factor double, each_new double, each_old double)"
)


def build_forecast(con, *, disclosed: bool) -> None:
    """Write forecast, forecast_error, forecast_state and forecast_course; empty where the history is too short.

    disclosed : the firm gives flows alone; they are forecast without ages
    """
    for statement in (FORECAST, ERROR, STATE, COURSE):
        con.execute(statement)
    found = _from_movement(con) if disclosed else _from_stays(con)
    if found is None:
        return
    history, starts = found
    if not len(forecast.origins_of(history)):
        return
    made = forecast.run(history)
    _insert(
        con, "forecast", history, pd.concat([_paths(history, made, starts, number) for number in _shown(history, made)])
    )
    _insert(con, "forecast_error", history, _errors(history, made))
    _insert(con, "forecast_state", history, _state(history, made))
    _insert(con, "forecast_course", history, _course(history, made))


def _from_stays(con):
    """(history, first days of its months and of those ahead); None without a complete month."""
    build_table(con, "marts", "forecast_stay", scratch=True)
    build_table(con, "marts", "forecast_money", scratch=True)
    log_start, observable_from, last = con.execute(
        "select log_start, observable_from, last_complete_month from setting"
    ).fetchall()[0]
    if last is None or _number(last) < _number(log_start):  # as where all purchases lie in one cut month
        return None
    months = range(_number(log_start), _number(last) + 1)
    seen = _number(observable_from) + (observable_from.day > 1)
    history = forecast_history.from_stays(
        con.table("forecast_stay").df(),
        con.table("forecast_money").df(),
        months=months,
        first=max(seen - months[0], 0),
        layout=LAYOUT,
    )
    return history, _starts(log_start, len(months), step_months=1)


def _number(day) -> int:
    return day.year * 12 + day.month


def _starts(first, count, *, step_months):
    """First days of `count` periods from the one of `first` on, and of two years more."""
    begin = pd.Timestamp(first).to_period("M").to_timestamp()
    return pd.date_range(begin, periods=count + 24 // step_months, freq=pd.DateOffset(months=step_months))


def _from_movement(con):
    """History of published flows in their finest grain; None where a period is missing between others."""
    rows = con.sql(
        "select m.grain, m.period_start, m.opening, m.acquired, m.lost, m.closing, cast(m.margin as double) as margin "
        "from movement as m join period as p on p.grain = m.grain and p.period_start = m.period_start "
        "where not p.is_incomplete order by m.period_start"
    ).df()
    grain = next((name for name in STEPS_A_YEAR if (rows["grain"] == name).any()), None)
    rows = rows[rows["grain"] == grain].reset_index(drop=True)
    if grain is None or not len(rows):
        return None
    starts = _starts(rows["period_start"].iloc[0], len(rows), step_months=12 // STEPS_A_YEAR[grain])
    if list(starts[: len(rows)]) != list(pd.to_datetime(rows["period_start"])):
        return None
    return forecast_history.from_movement(rows, year=STEPS_A_YEAR[grain]), starts


def _shown(history, made):
    """Numbers of the origins whose whole forecast is published: a year ago, where it was tried, and now."""
    now = len(made.origins) - 1
    return [number for number in (now - history.year, now) if number >= 0]


def _long(columns):
    """One row a slice and step, the slice by its number; columns : name -> (slices, steps)."""
    count, steps = next(iter(columns.values())).shape
    rows = {"slice": np.repeat(np.arange(count), steps), "step": np.tile(np.arange(1, steps + 1), count)}
    return pd.DataFrame({**rows, **{name: values.ravel() for name, values in columns.items()}})


def _paths(history, made, starts, number):
    origin = made.origins[number]
    parts = []
    for measure in forecast.MEASURES:
        path, half = made.paths[measure][number], made.half_widths(measure, number)
        low = path - half if measure == "margin" else np.maximum(path - half, 0.0)
        rows = _long({"expected": path, "low": low, "high": path + half, "actual": made.actual[measure][number]})
        method = made.methods["base" if measure in ("lost", "won_back") else measure][number]
        parts.append(rows.assign(measure=measure, method=np.repeat(method, path.shape[1])))
    rows = pd.concat(parts)
    return rows.assign(made_on=starts[origin], period_start=starts[origin + rows["step"].to_numpy()])


def _errors(history, made):
    steps = sorted({max(1, round(years * history.year)) for years in JUDGED_YEARS})
    parts = []
    for measure in forecast.MEASURES:
        coverage = _coverage(made, measure)
        for method in ("used", *forecast.NAIVE):
            error = np.abs(made.errors(measure, None if method == "used" else method))
            known = np.isfinite(error)
            count = known.sum(axis=0)
            mean, share = (
                np.divide(
                    np.where(known, part, 0.0).sum(axis=0), count, out=np.full(count.shape, np.nan), where=count > 0
                )
                for part in (error, error / made.scale[measure])
            )
            covered = coverage if method == "used" else np.full(count.shape, np.nan)
            columns = {"forecasts": count, "mean_error": mean, "mean_share": share, "coverage": covered}
            rows = _long(columns).assign(measure=measure, method=method)
            parts.append(rows[rows["step"].isin(steps)])
    return pd.concat(parts)


def _coverage(made, measure):
    """Share of past intervals that held what came, by slice and step; NaN where none could be judged."""
    held = []
    for number in range(len(made.origins) - 2, -1, -COVERAGE_EVERY):
        half, error = made.half_widths(measure, number), np.abs(made.errors(measure)[number])
        held.append(np.where(np.isfinite(half) & np.isfinite(error), error <= half, np.nan))
    if not held:
        return np.full(made.paths[measure].shape[1:], np.nan)
    seen = np.isfinite(held).sum(axis=0)
    return np.divide(np.nansum(held, axis=0), seen, out=np.full(seen.shape, np.nan), where=seen > 0)


def _state(history, made):
    layout = history.layout
    rows = _long({"customers": history.stock[:, -1], "rate": np.minimum(made.rate[-1], 1.0)})
    column = rows.pop("step").to_numpy() - 1
    parts = np.array(["first", "returned", "lapsed"])
    part = np.minimum(column // layout.ages, 2)
    return rows.assign(part=parts[part], age=column - part * layout.ages)


def _course(history, made):
    columns = {"acquired": made.paths["acquired"][-1], "loss_factor": made.course.loss_factor[-1]}
    columns |= {name: getattr(made, name)[-1] for name in ("back_factor", "each_new", "each_old")}
    return _long(columns)


def _insert(con, table, history, frame):
    """Append rows by the number of their slice; the table has its line, dimension and value."""
    at = frame.pop("slice").to_numpy()
    frame = frame.assign(**{name: history.slices[name].to_numpy()[at] for name in history.slices})
    insert(con, f"warehouse.main.{table}", frame)
