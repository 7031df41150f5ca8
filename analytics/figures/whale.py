"""The whale curve: profit added up from the most profitable customer down; above all of it where some lose money."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("profit_share", "profit_customer_share", "top_profit_customers_hold", "all_profit", "format_percent")


def whale_curve(
    curve: pd.DataFrame, *, peak: dict, words: theme.Words, mode: str = "light", height: int = 360
) -> go.Figure:
    """Cumulative share of the profit by share of customers, with its top.

    curve : customer_share, value_share, as from `tiers.whale_curve`
    peak : customer_share, value_share of the top, as from `tiers.peak`; a point of the curve as well
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    top = pd.DataFrame([{name: peak[name] for name in ("customer_share", "value_share")}])
    points = pd.concat([curve, top]).sort_values("customer_share", kind="stable")
    shares = [theme.formatted(words, "percent", points[name]) for name in ("customer_share", "value_share")]
    form = theme.say(words, "top_profit_customers_hold")
    hover = [form.format(customers=c, value=v) for c, v in zip(*shares, strict=True)]
    fig.add_scatter(
        x=points["customer_share"], y=points["value_share"], mode="lines", fill="tozeroy",
        line={"color": colour["value"], "width": 2.5}, fillcolor=theme.faded(colour["value"], 0.12),
        customdata=hover, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.add_hline(y=1, line={"color": colour["soft_ink"], "width": 1.5, "dash": "dot"})
    _mark(fig, peak, words, colour)
    across = theme.value_axis(words, "percent", 0.0, 1.0, count=4)
    highest = max(1.0, float(points["value_share"].max()))
    fig.update_layout(
        xaxis={**across, "title": {"text": theme.say(words, "profit_customer_share")}, "tickangle": 0},
        yaxis=theme.value_axis(words, "percent", min(0.0, float(points["value_share"].min())), highest * 1.12, count=5),
        margin_r=28,
    )
    fig.add_annotation(theme.panel_title(theme.say(words, "profit_share"), mode=mode))
    return fig


def _mark(fig, peak, words, colour) -> None:
    """The top of the curve as a point with its figures, above and left of it, inside on a phone."""
    x, y = float(peak["customer_share"]), float(peak["value_share"])
    shown = {"customers": words["format_percent"](x), "value": words["format_percent"](y)}
    fig.add_scatter(x=[x], y=[y], mode="markers", marker={"color": colour["lost"], "size": 9}, hoverinfo="skip")
    text = f"<b>{theme.say(words, 'top_profit_customers_hold').format(**shown)}</b>"
    place = {"xanchor": "right", "yanchor": "bottom", "yshift": 5, "showarrow": False}
    fig.add_annotation(x=min(x, 1.0), y=y, text=text, **place)
    font = {"size": 11, "color": colour["soft_ink"]}
    fig.add_annotation(
        x=0, y=1, text=theme.say(words, "all_profit"), font=font, xanchor="left", yanchor="top", showarrow=False
    )
