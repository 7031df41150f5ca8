"""One customer: what was brought month by month, and how chance, value and grade went over the last month ends."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "brought_a_month", "out_of_base", "p_alive_word", "grade_word", "value_36m", "count_purchase_days", "format_count",
    "format_money", "format_month", "format_percent", "format_day",
)  # fmt: skip
LEAST_BAR = 0.015  # of the highest bar: a month that brought nothing is still seen
PANELS = {"alive": (0.60, 1.0), "value": (0.20, 0.48), "grade": (0.0, 0.06)}
TRACES = {"alive": ("x", "y"), "value": ("x", "y2"), "grade": ("x", "y3")}


def customer_timeline(
    months: pd.DataFrame,
    absences: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    words: theme.Words,
    mode: str = "light",
    height: int = 280,
) -> go.Figure:
    """Money by month of purchase as bars; times out of the base are shaded.

    months : month (first day), purchase_days, value; months without a row brought nothing
    absences : started_on, ended_on; from a loss to the return, or to as_of
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False, bargap=0.1)
    top, bottom = max(float(months["value"].max()), 0.0), min(float(months["value"].min()), 0.0)
    span = (top - bottom) or 1.0
    money = theme.formatted(words, "money", months["value"])
    form = theme.say(words, "count_purchase_days")
    hover = [
        f"{words['format_month'](row.month)}<br><b>{brought}</b><br>{form.format(count=row.purchase_days)}"
        for row, brought in zip(months.itertuples(), money, strict=True)
    ]
    fig.add_bar(
        x=months["month"], y=months["value"].where(months["value"].abs() > LEAST_BAR * span, LEAST_BAR * span),
        marker={"color": colour["value"]}, width=25 * 86_400_000, customdata=hover,
        hovertemplate="%{customdata}<extra></extra>", xperiod="M1", xperiodalignment="middle",
    )  # fmt: skip
    for away in absences.itertuples():
        fig.add_vrect(
            x0=away.started_on,
            x1=away.ended_on,
            fillcolor=theme.faded(colour["lost"], 0.10),
            line_width=0,
            layer="below",
        )
    first = months["month"].min()
    count = max(1, (as_of.year - first.year) * 12 + as_of.month - first.month + 1)
    entries = [("■", colour["value"], theme.say(words, "brought_a_month"))]
    if len(absences):
        entries.append(("■", theme.faded(colour["lost"], 0.4), theme.say(words, "out_of_base")))
    theme.add_key(fig, "", entries, mode=mode)
    fig.update_layout(
        xaxis={
            **theme.time_axis(count, "month"),
            "range": [first - pd.Timedelta(days=20), as_of + pd.Timedelta(days=20)],
        },
        yaxis=theme.value_axis(words, "money", bottom * 1.1, top * 1.08 or 1.0, count=4),
    )
    return fig


def customer_path(path: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 420) -> go.Figure:
    """P(alive), expected value and grade at the last month ends, one above the other on one time axis.

    path : snapshot_on, p_alive, value_36m, value_grade (missing out of the base)
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False, hovermode="x")
    line = {"mode": "lines+markers", "x": path["snapshot_on"], "hovertemplate": "%{customdata}<extra></extra>"}
    day = [words["format_day"](moment) for moment in path["snapshot_on"]]
    alive, value = (
        theme.formatted(words, kind, path[column]) for kind, column in (("percent", "p_alive"), ("money", "value_36m"))
    )
    for name, column, role, texts in (("alive", "p_alive", "base", alive), ("value", "value_36m", "value", value)):
        x, y = TRACES[name]
        hover = [f"{when}<br><b>{text}</b>" for when, text in zip(day, texts, strict=True)]
        style = {"line": {"color": colour[role], "width": 2.5}, "marker": {"size": 7}}
        fig.add_scatter(**line, **style, y=path[column], customdata=hover, xaxis=x, yaxis=y)
    grades = path["value_grade"].where(path["value_grade"].notna(), "·")
    fig.add_scatter(
        x=path["snapshot_on"], y=[0.5] * len(path), mode="text", text=grades, textfont={"size": 14, "color": colour["ink"]},
        hoverinfo="skip", yaxis="y3",
    )  # fmt: skip
    highest = float(path["value_36m"].max()) if path["value_36m"].notna().any() else 1.0
    fig.update_layout(
        xaxis={**theme.time_axis(len(path), "month"), "anchor": "y3"},
        yaxis={**theme.value_axis(words, "percent", 0.0, 1.05, count=4), "domain": PANELS["alive"]},
        yaxis2={**theme.value_axis(words, "money", 0.0, highest * 1.1 or 1.0, count=3), "domain": PANELS["value"]},
        yaxis3={"domain": PANELS["grade"], "range": [0, 1], "visible": False},
    )
    for name, text in (("alive", "p_alive_word"), ("value", "value_36m"), ("grade", "grade_word")):
        fig.add_annotation(theme.panel_title(theme.say(words, text), mode=mode, y=PANELS[name][1]))
    return fig
