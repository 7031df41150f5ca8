"""Two recency scores against what was bought later: the steeper line tells customers apart better."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "recency_plain",
    "recency_own",
    "share_bought_again",
    "recency_score",
    "count_customers",
    "format_percent",
    "format_count",
)
STYLES = {"own": ("value", "solid", "circle"), "plain": ("quiet", "dot", "square")}


def recency_check(scores: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 340) -> go.Figure:
    """Share that bought again by score, one line a recency.

    scores : as from `segments.by_score`
    """
    fig = theme.figure(mode, height=height, showlegend=False)
    colour = theme.COLOURS[mode]
    for kind, (role, dash, symbol) in STYLES.items():
        rows = scores[scores["score_kind"] == kind].sort_values("score")
        hover = [
            f"<b>{theme.say(words, f'recency_{kind}')} {row.score}</b><br>{words['format_percent'](row.share)}<br>"
            + theme.say(words, "count_customers").format(count=words["format_count"](row.customers))
            for row in rows.itertuples()
        ]
        fig.add_scatter(
            x=rows["score"], y=rows["share"], mode="lines+markers", line={"color": colour[role], "dash": dash, "width": 2.5},
            marker={"symbol": symbol, "size": 9}, hovertext=hover, hoverinfo="text",
        )  # fmt: skip
    top = max(float(scores["share"].max()), 0.01) * 1.1
    fig.update_layout(yaxis=theme.value_axis(words, "percent", 0, top))
    fig.update_xaxes(tickvals=[1, 2, 3, 4, 5], title_text=theme.say(words, "recency_score"), range=[0.8, 5.2])
    signs = {"circle": "●", "square": "■"}
    entries = [
        (signs[symbol], colour[role], theme.say(words, f"recency_{kind}"))
        for kind, (role, _dash, symbol) in STYLES.items()
    ]
    theme.add_key(fig, theme.say(words, "share_bought_again"), entries, mode=mode)
    return fig
