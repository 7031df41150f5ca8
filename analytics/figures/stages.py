"""The base by stage over time: bars of a month that add up to all of it."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "stage_new", "stage_growing", "stage_mature", "stage_declining", "stage_won_back", "base_share", "count_customers",
    "format_count", "format_month", "format_percent",
)  # fmt: skip
ROLES = {"mature": "base", "growing": "value", "new": "acquired", "won_back": "won_back", "declining": "at_risk"}


def stage_bars(table: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 340) -> go.Figure:
    """Stacked shares of the base, the steady ones at the bottom, those in decline on top.

    table : month, stage, customers, share, as from `stages.shares`
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False, barmode="stack", bargap=0.12)
    form = theme.say(words, "count_customers")
    for stage, role in ROLES.items():
        rows = table[table["stage"] == stage]
        name = theme.say(words, f"stage_{stage}")
        hover = [
            f"{words['format_month'](row.month)}<br>{name}: {words['format_percent'](row.share)}<br>"
            + form.format(count=words["format_count"](row.customers))
            for row in rows.itertuples()
        ]
        fig.add_bar(
            x=rows["month"], y=rows["share"], marker={"color": colour[role]}, customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    fig.update_layout(
        xaxis=theme.time_axis(table["month"].nunique(), "month"),
        yaxis=theme.value_axis(words, "percent", 0.0, 1.0, count=4),
    )
    entries = [("■", colour[role], theme.say(words, f"stage_{stage}")) for stage, role in ROLES.items()]
    theme.add_key(fig, theme.say(words, "base_share"), entries, mode=mode)
    return fig
