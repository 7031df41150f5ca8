"""Days to remember on a picture over time: a dotted line with a number; the page says below what the numbers mean."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme


def mark_events(fig: go.Figure, events: pd.DataFrame, *, mode: str = "light") -> go.Figure:
    """The same figure with its events. events : event_on, number; those at nearly one place share no line of text."""
    colour = theme.COLOURS[mode]
    for number, row in enumerate(events.itertuples()):
        day = pd.Timestamp(row.event_on)
        line = {"color": colour["soft_ink"], "width": 1, "dash": "dot"}
        fig.add_shape(type="line", x0=day, x1=day, y0=0, y1=1, yref="y domain", line=line, layer="below")
        fig.add_annotation(
            x=day, y=0.04 + 0.13 * (number % 2), yref="y domain", text=f"<b>{row.number}</b>", showarrow=False,
            font={"size": 12, "color": colour["base"]}, bgcolor=colour["ground"], borderpad=1,
        )  # fmt: skip
    return fig
