"""The early warning as pictures: who a list catches, whether chances came true, how it held month by month."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "customers_listed", "leavers_caught", "at_random", "chance_given", "share_left", "as_given", "false_alarms",
    "precision_word", "recall_word", "all_customers", "top_tenth", "expected_to_leave", "serving_model",
    "best_baseline", "count_customers", "list_profit", "list_from_risk", "best_list", "format_percent", "format_count",
    "format_money", "format_month",
)  # fmt: skip
TICKS = 5  # month ends named: as many as a phone holds


def caught_curve(
    curve: pd.DataFrame, *, words: theme.Words, serving: str, baseline: str = "", listed_rate: float | None = None,
    mode: str = "light", height: int = 340,
) -> go.Figure:  # fmt: skip
    """Share of the leavers on a list against its length, beside a list drawn at random.

    curve : churn_curve; serving, baseline : candidates to draw; listed_rate : length of the chosen list, marked
    """
    fig = theme.figure(mode, height=height, showlegend=False)
    keys = _lines(fig, curve, "listed_rate", "recall", serving, baseline, words=words, mode=mode)
    _diagonal(fig, mode)
    keys.append(("┄", theme.COLOURS[mode]["quiet"], theme.say(words, "at_random")))
    if listed_rate is not None:
        fig.add_vline(x=listed_rate, line={"color": theme.COLOURS[mode]["at_risk"], "width": 2})
    _percent_axes(fig, words, "customers_listed")
    theme.add_key(fig, theme.say(words, "leavers_caught"), keys, mode=mode)
    return fig


def calibration(
    bins: pd.DataFrame, *, words: theme.Words, serving: str, mode: str = "light", height: int = 340
) -> go.Figure:
    """Tenths of the customers by the chance they were given; on the diagonal, as many left as was said.

    bins : churn_calibration
    """
    rows = bins[bins["model"] == serving].sort_values("bin")
    fig = theme.figure(mode, height=height, showlegend=False)
    _diagonal(fig, mode)
    texts = [
        f"{theme.say(words, 'chance_given')}: {words['format_percent'](row.mean_chance)}<br>"
        f"{theme.say(words, 'share_left')}: <b>{words['format_percent'](row.leaving_rate)}</b><br>"
        + theme.say(words, "count_customers").format(count=words["format_count"](row.customers))
        for row in rows.itertuples()
    ]
    fig.add_scatter(
        x=rows["mean_chance"], y=rows["leaving_rate"], mode="markers", customdata=texts,
        marker={"color": theme.COLOURS[mode]["value"], "size": 10}, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    _percent_axes(fig, words, "chance_given")
    keys = [("┄", theme.COLOURS[mode]["quiet"], theme.say(words, "as_given"))]
    theme.add_key(fig, theme.say(words, "share_left"), keys, mode=mode)
    return fig


def trade_off(
    curve: pd.DataFrame, *, words: theme.Words, kind: str, serving: str, baseline: str = "", mode: str = "light",
    height: int = 340,
) -> go.Figure:  # fmt: skip
    """The ROC curve (kind "roc") or the precision-recall curve ("pr") of the serving model and a baseline."""
    x, y, below = (
        ("false_alarm_rate", "recall", "false_alarms") if kind == "roc" else ("recall", "precision", "recall_word")
    )
    fig = theme.figure(mode, height=height, showlegend=False)
    keys = _lines(fig, curve, x, y, serving, baseline, words=words, mode=mode)
    if kind == "roc":
        _diagonal(fig, mode)
    _percent_axes(fig, words, below)
    theme.add_key(fig, theme.say(words, "recall_word" if kind == "roc" else "precision_word"), keys, mode=mode)
    return fig


def rates_by_month(
    months: pd.DataFrame, *, words: theme.Words, x: str, series: dict[str, tuple[str, str, str]], title: str,
    mode: str = "light", height: int = 320,
) -> go.Figure:  # fmt: skip
    """Shares by month end from zero, one line a series.

    series : column -> (word, role of colour, dash); x : column of the month ends; title : the reader's words
    """
    fig = theme.figure(mode, height=height, showlegend=False)
    keys, top = [], 0.0
    for column, (word, role, dash) in series.items():
        rows = months.dropna(subset=[column])
        colour, name = theme.COLOURS[mode][role], theme.say(words, word)
        top = max(top, float(rows[column].max()) if len(rows) else 0.0)
        texts = [
            f"{words['format_month'](day)}<br>{name}: <b>{words['format_percent'](rate)}</b>"
            for day, rate in zip(rows[x], rows[column], strict=True)
        ]
        fig.add_scatter(
            x=rows[x], y=rows[column], mode="lines+markers", line={"color": colour, "width": 2, "dash": dash},
            marker={"size": 6}, customdata=texts, hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        keys.append(("┄" if dash != "solid" else "━", colour, name))
    days = list(months[x])[:: max(1, -(-len(months) // TICKS))]  # month ends themselves: a date axis puts first days
    fig.update_layout(
        xaxis={
            "type": "date",
            "tickmode": "array",
            "tickvals": days,
            "ticktext": [f"{d:%Y-%m}" for d in days],
            "tickangle": 0,
        },
        yaxis=theme.value_axis(words, "percent", 0.0, min(1.0, 1.15 * top) if top > 0 else 1.0, count=4),
    )
    theme.add_key(fig, title, keys, mode=mode)
    return fig


def profit_by_cut(
    curve: pd.DataFrame, *, words: theme.Words, best: float | None = None, mode: str = "light", height: int = 300
) -> go.Figure:
    """What a list earns against the risk from which it lists; the best cut is marked and named.

    curve : as from `list_profit.by_cut`; best : cut of the best list
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    texts = [
        f"{theme.say(words, 'list_from_risk')}: {words['format_percent'](row.cut)}<br>"
        f"{theme.say(words, 'list_profit')}: <b>{words['format_money'](row.profit)}</b><br>"
        + theme.say(words, "count_customers").format(count=words["format_count"](row.customers))
        for row in curve.itertuples()
    ]
    fig.add_scatter(
        x=curve["cut"], y=curve["profit"], mode="lines+markers", line={"color": colour["value"], "width": 2.5},
        marker={"size": 6}, customdata=texts, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.add_hline(y=0, line={"color": colour["quiet"], "width": 1.5})
    keys = [("━", colour["value"], theme.say(words, "list_profit"))]
    if best is not None:
        fig.add_vline(x=best, line={"color": colour["at_risk"], "width": 2})
        keys.append(("┃", colour["at_risk"], f"{theme.say(words, 'best_list')} {words['format_percent'](best)}"))
    low, high = min(float(curve["profit"].min()), 0.0), max(float(curve["profit"].max()), 0.0)
    room = 0.08 * ((high - low) or 1.0)
    fig.update_layout(
        xaxis={
            **theme.value_axis(words, "percent", 0.0, 1.0, count=4),
            "title": {"text": theme.say(words, "list_from_risk")},
        },
        yaxis={**theme.value_axis(words, "money", low - room, high + room, count=4), "zeroline": False},
    )
    theme.add_key(fig, "", keys, mode=mode)
    return fig


def _lines(fig, curve, x, y, serving, baseline, *, words, mode):
    """The serving model in full, a baseline dashed; returns their keys."""
    keys = []
    for model, word, role, dash in (
        (baseline, "best_baseline", "acquired", "dash"),
        (serving, "serving_model", "value", "solid"),
    ):
        rows = curve[curve["model"] == model].sort_values("listed_rate")
        if not model or rows.empty:
            continue
        colour, name = theme.COLOURS[mode][role], theme.say(words, word)
        texts = [
            f"{name}<br>{words['format_percent'](across)} → <b>{words['format_percent'](up)}</b>"
            for across, up in zip(rows[x], rows[y], strict=True)
        ]
        fig.add_scatter(
            x=rows[x], y=rows[y], mode="lines", line={"color": colour, "width": 2.5, "dash": dash},
            customdata=texts, hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        keys.insert(0, ("┄" if dash == "dash" else "━", colour, name))
    return keys


def _diagonal(fig, mode):
    line = {"color": theme.COLOURS[mode]["quiet"], "width": 1.5, "dash": "dot"}
    fig.add_scatter(x=[0, 1], y=[0, 1], mode="lines", line=line, hoverinfo="skip")


def _percent_axes(fig, words, below):
    fig.update_layout(
        xaxis={**theme.value_axis(words, "percent", 0.0, 1.0, count=4), "title": {"text": theme.say(words, below)}},
        yaxis=theme.value_axis(words, "percent", 0.0, 1.0, count=4),
    )
