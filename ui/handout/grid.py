"""A heat map or a map of levels as a table with shaded cells, thinned to what a page holds."""

import math
from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.figures.theme import colour_at, ink_on
from ui.handout import figure_parts


@dataclass
class Grid:
    """Cells from top to bottom. texts: as shown, "" where not observed; fills, inks: six hex digits, None for no fill.

    every : (row, column) steps at which it was thinned; (1, 1) when all is there
    """

    corner: str
    rows: list[str]
    columns: list[str]
    texts: list[list[str]]
    fills: list[list[str | None]]
    inks: list[list[str]]
    every: tuple[int, int]


def grid_of(figure: go.Figure, *, most_rows: int, most_columns: int) -> Grid | None:
    """The first heat map or map of levels of a figure; None where it has none."""
    trace = next((trace for trace in figure.data if trace.type in ("heatmap", "contour")), None)
    if trace is None or trace.z is None or len(trace.z) == 0:
        return None
    z = [[None if value is None or value != value else float(value) for value in row] for row in trace.z]
    rows = figure_parts.named_places(figure.layout.yaxis, trace.y, count=len(z))
    columns = figure_parts.named_places(figure.layout.xaxis, trace.x, count=len(z[0]))
    texts = _written(figure, _texts(trace, z))
    from_top = figure.layout.yaxis.autorange == "reversed" or _is_reversed(figure.layout.yaxis.range)
    if not from_top:
        rows, z, texts = rows[::-1], z[::-1], texts[::-1]
    every = (math.ceil(len(rows) / most_rows), math.ceil(len(columns) / most_columns))
    z, texts = [row[:: every[1]] for row in z[:: every[0]]], [row[:: every[1]] for row in texts[:: every[0]]]
    seen = [value for row in z for value in row if value is not None]
    low, high = min(seen, default=0.0), max(seen, default=1.0)
    low, high = (trace.zmin if trace.zmin is not None else low), (trace.zmax if trace.zmax is not None else high)
    shades = [[None if v is None else colour_at("light", (v - low) / ((high - low) or 1)) for v in row] for row in z]
    return Grid(
        corner=" · ".join(filter(None, _of_corner(figure))),
        rows=rows[:: every[0]],
        columns=columns[:: every[1]],
        texts=texts,
        fills=[[shade and shade.lstrip("#") for shade in row] for row in shades],
        inks=[["1B2430" if shade is None else ink_on(shade).lstrip("#") for shade in row] for row in shades],
        every=every,
    )


def _of_corner(figure: go.Figure) -> list[str]:
    return [figure_parts.heading(figure), figure_parts.upward(figure), figure_parts.axis_title(figure.layout.xaxis)]


def _written(figure: go.Figure, texts: list[list[str]]) -> list[list[str]]:
    """The words that the figure itself writes into its cells, by their place, instead of bare numbers."""
    for trace in figure.data:
        if trace.type != "scatter" or trace.mode != "text" or trace.text is None:
            continue
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=False):
            if not isinstance(x, str) and 0 <= y < len(texts) and 0 <= x < len(texts[0]):
                texts[int(y)][int(x)] = figure_parts.plain_text(text)
    return texts


def _is_reversed(ends) -> bool:
    return ends is not None and ends[0] > ends[1]


def _texts(trace, z: list[list[float | None]]) -> list[list[str]]:
    seen = [abs(value) for row in z for value in row if value is not None]
    is_share = bool(seen) and max(seen) <= 1
    return [["" if v is None else f"{v:.0%}" if is_share else f"{v:,.0f}" for v in row] for row in z]
