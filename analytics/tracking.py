"""Tracking: cumulative repeat purchase days by week, as they were and as a model expects them from acquisitions."""

import numpy as np
import pandas as pd

DAYS_PER_WEEK = 7


def tracking(models, *, acquired, repeats, log_start, calibration_end, as_of):
    """Cumulative repeat purchase days of the calibration customers, one row per model and whole week.

    models : dict code -> model fitted on the calibration part
    acquired : DataFrame first_on, customers: the customers of the calibration part by first purchase day
    repeats : DataFrame ordered_on, purchase_days: their repeat purchase days by day, up to as_of
    log_start, calibration_end, as_of : dates
    Returns model (actual, the codes, naive_before), week (1 is the first), week_end, is_holdout, cumulative.
    The naive forecast goes on at the daily rate of the equally long window just before the calibration's end.
    """
    start, end, last = (pd.Timestamp(day) for day in (log_start, calibration_end, as_of))
    weeks = np.arange(1, ((last - start).days + 1) // DAYS_PER_WEEK + 1)
    day_number = weeks * DAYS_PER_WEEK - 1
    actual = _cumulative(_days_since(repeats["ordered_on"], start), repeats["purchase_days"], day_number)
    series = {"actual": actual}
    first_day, customers = _days_since(acquired["first_on"], start), acquired["customers"].to_numpy("float64")
    for code, model in models.items():
        series[code] = expected_cumulative(model, first_day, customers, day_number)
    series["naive_before"] = _naive(repeats, day_number, start, end, last)
    week_end = start + pd.to_timedelta(day_number, unit="D")
    shared = {"week": weeks, "week_end": week_end, "is_holdout": week_end > end}
    tables = [pd.DataFrame({"model": code, **shared, "cumulative": values}) for code, values in series.items()]
    return pd.concat(tables, ignore_index=True)


def expected_cumulative(model, first_day, customers, day_number):
    """Repeat purchase days that the model expects by each day, of customers acquired on `first_day`.

    first_day, customers : (n,), day of the first purchase and how many; day_number : (k,). Returns (k,).
    """
    ages = np.arange(int(np.max(day_number, initial=0)) + 1)
    per_customer = np.concatenate(([0.0], model.expected_purchases_new(horizon_days=ages[1:])))
    age = np.maximum(np.asarray(day_number)[:, None] - np.asarray(first_day)[None, :], 0)
    return per_customer[age] @ np.asarray(customers, dtype="float64")


def cumulative_error_rate(rows, model):
    """Model over actual at the last week, minus 1; None when nothing was bought or no whole week was observed."""
    ends = rows[rows["week"] == rows["week"].max()].set_index("model")["cumulative"]
    if not len(ends) or not ends["actual"] > 0:
        return None
    return float(ends[model] / ends["actual"] - 1)


def _naive(repeats, day_number, start, end, last):
    """Actual up to the calibration's end, then the daily rate of the window before it, as long as the holdout."""
    end_day, horizon = (end - start).days, (last - end).days
    from_day = max(end_day - horizon, -1)
    by_day = _cumulative(
        _days_since(repeats["ordered_on"], start), repeats["purchase_days"], np.array([from_day, end_day])
    )
    per_day = (by_day[1] - by_day[0]) / max(end_day - from_day, 1)
    known = _cumulative(
        _days_since(repeats["ordered_on"], start), repeats["purchase_days"], np.minimum(day_number, end_day)
    )
    return known + per_day * np.maximum(day_number - end_day, 0)


def _cumulative(day, amount, until):
    order = np.argsort(day, kind="stable")
    sums = np.concatenate(([0.0], np.cumsum(np.asarray(amount, dtype="float64")[order])))
    return sums[np.searchsorted(day[order], until, side="right")]


def _days_since(days, start):
    return (pd.to_datetime(days) - start).dt.days.to_numpy()
