"""The price of a lapse window: false losses above, losses counted below, against its length in days."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "false_loss_rate", "lost_last_12_months", "lapse_days", "chosen", "format_percent", "format_count", "format_days",
)  # fmt: skip
GAP_PIXELS = 40


def lapse_curve(choices: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 380) -> go.Figure:
    """False-loss rate and losses of the last twelve months by candidate window.

    choices : rows of `lapse_choice`: lapse_days, false_loss_rate, lost_last_12_months, is_chosen. Windows that nobody
        crossed have no rate and are left out.
    The window in use is marked by a dashed line with its length.
    """
    colour = theme.COLOURS[mode]
    rows = choices[choices["false_loss_rate"].notna() | choices["is_chosen"]].sort_values("lapse_days")
    fig = theme.figure(mode, height=height, hovermode="x unified", hoversubplots="axis", showlegend=False)
    panels = (("false_loss_rate", "y", "percent"), ("lost_last_12_months", "y2", "count"))
    for measure, axis, kind in panels:
        fig.add_scatter(
            x=rows["lapse_days"], y=rows[measure], yaxis=axis, mode="lines+markers", name=theme.say(words, measure),
            line={"color": colour["lost"], "width": 2.5}, fill="tozeroy", fillcolor=theme.faded(colour["lost"], 0.1),
            customdata=theme.formatted(words, kind, rows[measure]), hovertemplate="%{customdata}",
        )  # fmt: skip
    _axes(fig, rows, words, height)
    fig.add_annotation(theme.panel_title(theme.say(words, "false_loss_rate"), mode=mode))
    below = theme.panel_title(theme.say(words, "lost_last_12_months"), mode=mode, y=fig.layout.yaxis2.domain[1])
    fig.add_annotation(below)
    _mark_chosen(fig, rows, words, colour)
    return fig


def _axes(fig, rows, words, height) -> None:
    gap = GAP_PIXELS / height
    rate, lost = _top(rows["false_loss_rate"].max()), _top(rows["lost_last_12_months"].max())
    fig.update_layout(
        xaxis={"anchor": "y2", "title": {"text": theme.say(words, "lapse_days")}, "tickangle": 0},
        yaxis={**theme.value_axis(words, "percent", 0.0, rate, count=4), "domain": [0.5 + gap / 2, 1.0]},
        yaxis2={**theme.value_axis(words, "count", 0.0, lost, count=4), "domain": [0.0, 0.5 - gap / 2]},
        yaxis2_anchor="x",
    )


def _top(highest: float) -> float:
    return float(highest) * 1.12 if highest > 0 else 1.0


def _mark_chosen(fig, rows, words, colour) -> None:
    chosen = rows[rows["is_chosen"].astype(bool)]
    if chosen.empty:
        return
    at = chosen["lapse_days"].iloc[0]
    late = (rows["lapse_days"] <= at).mean() > 0.7
    for axis in ("y domain", "y2 domain"):
        line = {"color": colour["soft_ink"], "width": 1.5, "dash": "dash"}
        fig.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref=axis, line=line)
    fig.add_annotation(
        x=at, y=1, yref="y domain", xanchor="right" if late else "left", yanchor="top", xshift=-4 if late else 4,
        text=f"{theme.say(words, 'chosen')}: {words['format_days'](at)}", showarrow=False,
        font={"size": 12, "color": colour["ink"]},
    )  # fmt: skip
