"""Models in tables: errors on held-out time side by side, P(alive) side by side, parameters with their errors."""

import pandas as pd

from ui import blocks, charts, code_texts, formats, model_notes
from ui.i18n import _

HOLDOUT_METRICS = ("total_expected", "total_error_rate", "mse", "mae", "correlation", "top_decile_capture")
DIGITS = 4


def with_names(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the reader's name of each forecast beside its code."""
    return table.assign(name=[code_texts.text_of(code_texts.MODELS, code) for code in table["model"]])


def errors(card: pd.DataFrame) -> pd.DataFrame:
    """Errors on the holdout, one row a forecast, the figures as columns, the least squared error first."""
    held = card[card["part"] == "holdout"]
    wide = with_names(held.pivot(index="model", columns="metric", values="value").reset_index())
    return wide.sort_values("mse", ignore_index=True) if "mse" in wide else wide


def draw_errors(card: pd.DataFrame) -> None:
    """Every candidate beside the naive forecasts."""
    rows = errors(card)
    if rows.empty:
        blocks.empty(_("There is no holdout check: see the refusals above for the reason."))
        return
    columns = {"name": _("Forecast")} | {
        metric: model_notes.metric_name(metric) for metric in HOLDOUT_METRICS if metric in rows
    }
    kinds = {"total_error_rate": "rate", "top_decile_capture": "rate", "total_expected": "whole"}
    charts.table(
        rows, key="holdout_errors", columns=columns, kinds=kinds, alt=_("Errors on the holdout by forecast"), whole=True
    )


def draw_renewals(card: pd.DataFrame) -> None:
    """Errors of the contract models on held-out renewals, one row a term and model; nothing without contracts."""
    held = card[card["part"] == "renewal_check"]
    if held.empty:
        return
    parts = held["metric"].str.extract(r"^(?P<figure>.+)_term_(?P<months>\d+)_months$")
    wide = with_names(
        held.assign(figure=parts["figure"], months=parts["months"].astype(int))
        .pivot(index=["months", "model"], columns="figure", values="value")
        .reset_index()
        .sort_values(["months", "brier"], ignore_index=True)
    )
    wide = wide.assign(term=[formats.months(months) for months in wide["months"]])
    metrics = [figure for figure in ("due", "kept", "expected", "total_error_rate", "brier") if figure in wide]
    columns = {"term": _("Term"), "name": _("Forecast")} | {
        figure: model_notes.metric_name(figure) for figure in metrics
    }
    kinds = {"due": "whole", "kept": "whole", "expected": "whole", "total_error_rate": "rate"}
    blocks.section(_("Renewals of contracts on time the models had not seen"))
    charts.table(
        wide, key="renewal_errors", columns=columns, kinds=kinds, alt=_("Errors on held-out renewals"), whole=True
    )


def alive(card: pd.DataFrame) -> pd.DataFrame:
    """Mean P(alive) by model, the highest first: model, value, name."""
    rows = card[card["metric"] == "mean_p_alive"][["model", "value"]]
    return with_names(rows.sort_values("value", ascending=False, ignore_index=True))


def draw_alive(rows: pd.DataFrame, serving: str) -> None:
    """P(alive) of the models side by side, and which of them sets the values."""
    shown = rows.assign(use=[_("sets the values") if model == serving else "" for model in rows["model"]])
    columns = {"name": _("Model"), "value": model_notes.metric_name("mean_p_alive"), "use": _("Use")}
    charts.table(
        shown, key="p_alive", columns=columns, kinds={"value": "rate"}, alt=_("Mean P(alive) by model"), whole=True
    )


def parameters(card: pd.DataFrame, model: str) -> pd.DataFrame:
    """Parameters of one model as texts: name, value, error. An open parameter is called open: its number says nothing."""
    parts = {part: rows.set_index("metric")["value"] for part, rows in card[card["model"] == model].groupby("part")}
    values, known = parts.get("parameters", pd.Series(dtype="float64")), parts.get("standard_error", {})
    is_open = set(parts.get("open", pd.Series(dtype="float64")).index)
    return pd.DataFrame(
        {
            "name": [model_notes.metric_name(metric) for metric in values.index],
            "value": [
                _("open") if metric in is_open else formats.decimal(value, DIGITS) for metric, value in values.items()
            ],
            "error": [
                formats.MISSING if metric in is_open else formats.decimal(known.get(metric), DIGITS)
                for metric in values.index
            ],
        }
    )


def fit(card: pd.DataFrame, model: str) -> pd.DataFrame:
    """Facts of one model's fit as texts: name, value."""
    rows = card[(card["model"] == model) & (card["part"] == "fit")]
    return pd.DataFrame(
        {
            "name": [model_notes.metric_name(metric) for metric in rows["metric"]],
            "value": [_fit_text(metric, value) for metric, value in zip(rows["metric"], rows["value"], strict=True)],
        }
    )


def _fit_text(metric: str, value: float) -> str:
    if metric.startswith("gradient_norm"):
        return f"{value:.1e}"
    if metric.startswith(("customers", "distinct_histories")):
        return formats.whole(value)
    if metric.startswith("smallest_curvature"):
        return formats.three_digits(value) if value > 1e-6 else _("none: flat in one direction")
    return formats.decimal(value, DIGITS if abs(value) < 100 else 2)
