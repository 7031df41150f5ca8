"""A model against what came: cumulative purchases over time, and means by past frequency."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "actual", "bg_nbd", "mbg_nbd", "pareto_nbd", "bg_bb", "naive_before", "zero", "calibration_end", "repeat_purchases",
    "holdout_purchases_per_customer", "calibration_frequency", "and_more", "format_count", "format_decimal",
    "format_day",
)  # fmt: skip
NOT_FITTED = ("actual", "naive_before", "zero")
DASHES = ("dash", "dashdot", "longdash")  # fitted models share the value colour and differ by dash and symbol
SYMBOLS = {"dash": "circle", "dashdot": "square", "longdash": "triangle-up", "dot": "x"}
KEYS = {"solid": "—", "dash": "- -", "dashdot": "-·-", "longdash": "— —", "dot": "···"}
FIRST_OPEN_CLASS = 7  # the class of this frequency holds it and more


def _ordered(table: pd.DataFrame) -> list[str]:
    found = list(dict.fromkeys(table["model"]))
    fitted = [model for model in found if model not in NOT_FITTED]
    return [m for m in ("actual",) if m in found] + fitted + [m for m in NOT_FITTED[1:] if m in found]


def _styles(models: list[str], colour: dict) -> dict[str, dict]:
    fitted = [model for model in models if model not in NOT_FITTED]
    styles = {model: {"color": colour["soft_ink"], "width": 2, "dash": "dot"} for model in NOT_FITTED}
    styles["actual"] = {"color": colour["base"], "width": 2.5, "dash": "solid"}
    for place, model in enumerate(fitted):
        styles[model] = {"color": colour["value"], "width": 2.5, "dash": DASHES[place % len(DASHES)]}
    return {model: styles[model] for model in models}


def holdout_tracking(
    tracking: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 380
) -> go.Figure:
    """Cumulative repeat purchases: what came against each forecast; a line marks where the fit ended.

    tracking : rows of `holdout_tracking`: model, week_end, is_holdout, cumulative
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, hovermode="x unified", showlegend=False)
    models = _ordered(tracking)
    styles = _styles(models, colour)
    for model in models:
        rows = tracking[tracking["model"] == model].sort_values("week_end")
        hover = theme.formatted(words, "count", rows["cumulative"])
        fig.add_scatter(
            x=pd.to_datetime(rows["week_end"]), y=rows["cumulative"], name=theme.say(words, model), mode="lines",
            line=styles[model], customdata=hover, hovertemplate="%{customdata}",
        )  # fmt: skip
    _key(fig, theme.say(words, "repeat_purchases"), styles, words, mode)
    top = float(tracking["cumulative"].max()) if len(tracking) else 1.0
    fig.update_layout(
        xaxis={**theme.time_axis(max(tracking["week_end"].nunique() // 4, 1), "month"), "hoverformat": "%Y-%m-%d"},
        yaxis=theme.value_axis(words, "count", 0.0, top * 1.08 or 1.0),
    )
    _mark_calibration_end(fig, tracking, words, colour)
    return fig


def _key(fig, title, styles, words, mode, bars: tuple[str, ...] = ()) -> None:
    symbols = [(model, "■" if model in bars else KEYS[style["dash"]], style) for model, style in styles.items()]
    entries = [(symbol, style["color"], theme.say(words, model)) for model, symbol, style in symbols]
    theme.add_key(fig, title, entries, mode=mode)


def _mark_calibration_end(fig, tracking, words, colour) -> None:
    held = tracking["is_holdout"].astype(bool)
    if held.all() or not held.any():
        return
    end = pd.to_datetime(tracking.loc[~held, "week_end"]).max()
    line = {"color": colour["soft_ink"], "width": 1.5, "dash": "dash"}
    fig.add_shape(type="line", x0=end, x1=end, y0=0, y1=1, yref="y domain", line=line)
    fig.add_annotation(
        x=end, y=0, yref="y domain", xanchor="left", yanchor="bottom", xshift=4, showarrow=False, align="left",
        text=f"{theme.say(words, 'calibration_end')}<br>{words['format_day'](end)}",
        font={"size": 11, "color": colour["soft_ink"]},
    )  # fmt: skip


def conditional_means(table: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 340) -> go.Figure:
    """Mean purchases in the holdout by purchases before it: what came as bars, forecasts as marked lines.

    table : rows of `holdout_by_frequency`: model, frequency_class (7 means 7 and more), customers, mean_purchases
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, hovermode="x unified", showlegend=False)
    styles = _styles(_ordered(table), colour)
    classes = sorted(table["frequency_class"].unique())
    more = theme.say(words, "and_more")
    labels = [str(c) if c < FIRST_OPEN_CLASS else more.format(number=FIRST_OPEN_CLASS) for c in classes]
    for model, style in styles.items():
        means = table[table["model"] == model].set_index("frequency_class")["mean_purchases"].reindex(classes)
        common = {"x": labels, "y": means, "name": theme.say(words, model), "hovertemplate": "%{customdata}"}
        common["customdata"] = theme.formatted(words, "decimal", means)
        if model == "actual":
            fig.add_bar(**common, marker={"color": theme.faded(colour["base"], 0.35)})
        else:
            marker = {"symbol": SYMBOLS[style["dash"]], "size": 8}
            fig.add_scatter(**common, mode="lines+markers", line=style, marker=marker)
    top = float(table["mean_purchases"].max()) if len(table) else 1.0
    _key(fig, theme.say(words, "holdout_purchases_per_customer"), styles, words, mode, bars=("actual",))
    fig.update_layout(
        xaxis={"type": "category", "title": {"text": theme.say(words, "calibration_frequency")}, "tickangle": 0},
        yaxis=theme.value_axis(words, "decimal", 0.0, top * 1.08 or 1.0),
    )
    return fig
