"""Faults of delivered data over time."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme


def fault_bars(months: pd.DataFrame, *, mode: str) -> go.Figure:
    """Bars of the share turned away by month. `months`: period_start and turned_away_rate in [0, 1]; mode: light or dark."""
    made = theme.figure(mode, height=240, showlegend=False)
    made.add_bar(
        x=months["period_start"],
        y=months["turned_away_rate"],
        marker_color=theme.COLOURS[mode]["at_risk"],
        hovertemplate="%{x|%Y-%m}: %{y:.1%}<extra></extra>",
    )
    made.update_yaxes(tickformat=".1~%", rangemode="tozero", nticks=5)
    made.update_xaxes(tickformat="%Y-%m", nticks=8)
    return made


def delivery_bars(labels: Sequence[str], rates: Sequence[float], *, mode: str) -> go.Figure:
    """Bars of the share turned away, one a delivery or build, in the order given. `rates` in [0, 1]; mode: light or dark."""
    made = theme.figure(mode, height=220, showlegend=False)
    made.add_bar(
        x=list(range(len(labels))),
        y=list(rates),
        width=0.4,
        marker_color=theme.COLOURS[mode]["at_risk"],
        text=[f"{rate:.1%}" for rate in rates],
        textposition="outside",
        cliponaxis=False,
        customdata=list(labels),
        hovertemplate="%{customdata}: %{y:.1%}<extra></extra>",
    )
    made.update_yaxes(tickformat=".1~%", rangemode="tozero", nticks=4)
    made.update_xaxes(tickvals=list(range(len(labels))), ticktext=list(labels), range=[-0.6, len(labels) - 0.4])
    return made
