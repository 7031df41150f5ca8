"""Is a purchase model better than a naive forecast? Fitted on the time before a day, judged on the time after it.

Naive forecasts: what each customer bought in the equally long window just before (`naive_before`), and `zero`.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import clv
from analytics.models.discount import DAYS_PER_MONTH
from analytics.models.state import ModelRefused, read_weight
from analytics.route import Note, weighted_correlation

NAIVE = ("naive_before", "zero")
TOP_CLASS = 7
RECENT_WINDOWS_MONTHS = (36, 24)
# Half a year is the least that shows a rhythm; a holdout beyond a year judges more than is forecast.
LEAST_CALIBRATION_DAYS = 183
LEAST_HOLDOUT_DAYS = 92
LONGEST_HOLDOUT_DAYS = 365
# Errors of the total within this do not overrule a model that is better customer by customer.
TOLERATED_TOTAL_ERROR = 0.25
# Models whose squared errors differ by less than this are told apart by their total.
NEAR_EQUAL = 0.01


@dataclass(frozen=True)
class Verdict:
    """model_wins or naive_wins (or not_checked when every model was refused), the model judged, and the figures."""

    code: str
    model: str
    figures: dict


@dataclass(frozen=True)
class HoldoutCheck:
    """What the holdout says.

    models : code -> model fitted on the calibration part
    metrics : DataFrame model, metric, value, one row per figure that exists; see `metrics_of`
    by_frequency : DataFrame model, frequency_class, customers, mean_purchases; `actual` and every forecast
    verdict : Verdict on the best model against the naive forecasts
    notes : list of Note, the models that refused the calibration part
    """

    models: dict
    metrics: pd.DataFrame
    by_frequency: pd.DataFrame
    verdict: Verdict
    notes: list


def split_days(history_days):
    """(calibration_days, holdout_days) of a history: the last third is held out, three months at least, a year at most.

    The calibration keeps half a year before the holdout gets anything.
    """
    wanted = min(max(history_days // 3, LEAST_HOLDOUT_DAYS), LONGEST_HOLDOUT_DAYS)
    holdout = max(min(wanted, history_days - LEAST_CALIBRATION_DAYS), 0)
    return history_days - holdout, holdout


def code_of(model, window_months):
    """Code of a candidate: the model's own, with the window where it is fitted on recently acquired customers only.

    >>> code_of("bg_nbd", None), code_of("bg_nbd", 24)
    ('bg_nbd', 'bg_nbd_24m')
    """
    return model if window_months is None else f"{model}_{window_months}m"


def recent(state, window_months):
    """The customers of a state acquired in the last `window_months` months; all of them when it is None."""
    return state if window_months is None else state[state["age_days"] <= window_months * DAYS_PER_MONTH]


def windows_for(calibration_days):
    """Windows worth trying: all customers, and the last 36 and 24 months where the history is half as long again.

    Where customers leave sooner every year, a model of all cohorts expects too much of today's.
    """
    return (None, *(months for months in RECENT_WINDOWS_MONTHS if calibration_days >= 1.5 * months * DAYS_PER_MONTH))


def check(calibration, *, horizon_days, candidates=(("bg_nbd", None),), occasion_days=None):
    """Fit each candidate on the calibration part and compare it with what the customers did afterwards.

    candidates : (model, window_months) pairs; a window keeps the customers acquired within it for the fit, while the
        forecast is judged on all customers. Results carry the candidate's `code_of`.
    occasion_days : days from one fixed occasion to the next, for bg_bb

    calibration : one row per customer (or per distinct history, with `customers`), known at the end of calibration:
        frequency, recency_days, age_days, holdout_purchases (purchase days in the horizon_days that followed),
        naive_purchases (purchase days in the horizon_days before)
    Returns HoldoutCheck.
    """
    fitted, notes = {}, []
    for model, window_months in candidates:
        code = code_of(model, window_months)
        try:
            state = recent(calibration, window_months)
            fitted[code] = clv.fit_purchases(state, model=model, occasion_days=occasion_days)
        except ModelRefused as refusal:
            notes.append(Note(code, refusal.code, "refused", refusal.figures))
    forecasts = {
        code: model.expected_purchases(calibration, horizon_days=horizon_days) for code, model in fitted.items()
    }
    forecasts["naive_before"] = calibration["naive_purchases"].to_numpy("float64")
    forecasts["zero"] = np.zeros(len(calibration))
    actual, weight = calibration["holdout_purchases"].to_numpy("float64"), read_weight(calibration)
    figures = {code: metrics_of(forecast, actual, weight) for code, forecast in forecasts.items()}
    metrics = [(code, metric, value) for code, row in figures.items() for metric, value in row.items()]
    return HoldoutCheck(
        models=fitted,
        metrics=pd.DataFrame(metrics, columns=["model", "metric", "value"]),
        by_frequency=by_frequency(calibration["frequency"], {"actual": actual, **forecasts}, weight),
        verdict=verdict_of(figures),
        notes=notes,
    )


def metrics_of(forecast, actual, weight):
    """Errors of one forecast, as a dict; a figure that does not exist (a correlation with a constant) is left out.

    customers, total_actual, total_expected; total_error_rate (expected / actual - 1);
    mse, mae, bias (forecast - actual), correlation, per customer;
    top_decile_capture (share of the actual purchases made by the tenth of customers with the highest forecasts)
    """
    size, error = weight.sum(), forecast - actual
    total_actual, total_expected = float(weight @ actual), float(weight @ forecast)
    figures = {
        "customers": float(size),
        "total_actual": total_actual,
        "total_expected": total_expected,
        "mse": float(weight @ error**2 / size),
        "mae": float(weight @ np.abs(error) / size),
        "bias": float(weight @ error / size),
    }
    correlation = weighted_correlation(forecast, actual, weight)
    if correlation is not None:
        figures["correlation"] = correlation
    if total_actual > 0:
        figures["total_error_rate"] = total_expected / total_actual - 1
        figures["top_decile_capture"] = capture(forecast, actual, weight, share=0.1)
    return figures


def capture(forecast, actual, weight, *, share):
    """Share of the actual purchases made by the `share` of customers with the highest forecasts; ties count in part."""
    frame = pd.DataFrame({"forecast": forecast, "weight": weight, "bought": weight * actual})
    tied = frame.groupby("forecast")[["weight", "bought"]].sum().iloc[::-1]
    reached = np.concatenate(([0.0], tied["weight"].cumsum()))
    bought = np.concatenate(([0.0], tied["bought"].cumsum()))
    return float(np.interp(share * reached[-1], reached, bought) / bought[-1])


def by_frequency(frequency, forecasts, weight):
    """Mean purchases by calibration frequency, 7 and more together.

    Returns model, frequency_class, customers, mean_purchases.
    """
    group = pd.Series(np.minimum(np.asarray(frequency), TOP_CLASS).astype("int64"), name="frequency_class")
    customers = pd.Series(weight).groupby(group).sum()
    tables = []
    for model, purchases in forecasts.items():
        mean = pd.Series(weight * purchases).groupby(group).sum() / customers
        tables.append(pd.DataFrame({"model": model, "customers": customers, "mean_purchases": mean}).reset_index())
    return pd.concat(tables, ignore_index=True)[["model", "frequency_class", "customers", "mean_purchases"]]


def best_model(figures):
    """Code of the best model by squared error; models within 1 % of the best are told apart by their total. None: none.

    figures : dict of code -> dict of `metrics_of`
    """
    models = {code: row for code, row in figures.items() if code not in NAIVE}
    if not models:
        return None
    least = min(row["mse"] for row in models.values())
    near = {code: row for code, row in models.items() if row["mse"] <= least * (1 + NEAR_EQUAL)}
    return min(near, key=lambda code: abs(near[code]["bias"]))


def verdict_of(figures):
    """Verdict on the best model. It has to beat both naive forecasts in squared error, and its total must not be
    both worse than the naive one's and wrong by more than a quarter.
    """
    best = best_model(figures)
    if best is None:
        return Verdict("not_checked", "", {})
    model, naive, zero = figures[best], figures["naive_before"], figures["zero"]
    better = {
        "mse": model["mse"] < min(naive["mse"], zero["mse"]),
        "total": abs(model["bias"]) <= min(abs(naive["bias"]), abs(zero["bias"])),
    }
    total_holds = better["total"] or abs(model.get("total_error_rate", np.inf)) <= TOLERATED_TOTAL_ERROR
    compared = {
        "won_on": [measure for measure, won in better.items() if won],
        "lost_on": [measure for measure, won in better.items() if not won],
        **{
            f"{measure}_{code}": figures[code].get(measure) for measure in ("mse", "total_error_rate") for code in NAIVE
        },
        **{measure: model.get(measure) for measure in ("mse", "total_error_rate")},
    }
    return Verdict("model_wins" if better["mse"] and total_holds else "naive_wins", best, compared)
