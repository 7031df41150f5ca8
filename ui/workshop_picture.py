"""A picture of a step: on the wall larger, as everything there is."""

import plotly.graph_objects as go

from analytics.figures import workshop as figures
from ui import charts, workshop_room

ON_THE_WALL = 1.3


def show(figure: go.Figure, *, key: str, alt: str) -> None:
    """Draw it; `key` and `alt` as for `charts.chart`."""
    if workshop_room.is_presented():
        figures.enlarge(figure, ON_THE_WALL)
    charts.chart(figure, key=key, alt=alt)
