"""Pictures of the workshop's cases: named bars, and lines over numbers. Texts come from the reader, figures computed."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("format_count", "format_percent", "format_decimal")
ROW_PIXELS, LABEL_ROOM = 58, 1.28  # a bar with its name above it; room for the figure behind the longest


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value, the role of its colour, and the figure as written behind it."""

    name: str
    value: float
    text: str
    role: str = "value"


@dataclass(frozen=True)
class Line:
    """One line: its name, points, the role of its colour and its dash."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    role: str = "value"
    dash: str = "solid"


def named_bars(bars: Sequence[Bar], *, title: str = "", mode: str = "light") -> go.Figure:
    """Bars across, each with its name above it, so that long names are whole on a phone too."""
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=ROW_PIXELS * len(bars) + 44, showlegend=False, bargap=0.62)
    rows = list(range(len(bars)))
    fig.add_bar(
        x=[bar.value for bar in bars], y=rows, orientation="h", customdata=[bar.text for bar in bars],
        marker={"color": [colour[bar.role] for bar in bars]}, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    low, high = (pick(0.0, *(bar.value for bar in bars)) for pick in (min, max))
    span = (high - low) or 1.0
    notes = []
    for row, bar in zip(rows, bars, strict=True):
        plain = {"y": row, "showarrow": False, "font": {"size": 13, "color": colour["ink"]}}
        notes.append({**plain, "x": 0.0, "text": bar.name, "xanchor": "left", "yshift": 21, "align": "left"})
        end = {"x": max(bar.value, 0.0), "text": f"<b>{bar.text}</b>", "xanchor": "left", "xshift": 5}
        notes.append({**plain, **end})
    hidden = {"showticklabels": False, "ticks": "", "showgrid": False}
    fig.update_layout(
        annotations=notes,
        xaxis={**hidden, "range": [low, low + span * LABEL_ROOM], "zeroline": True, "zerolinecolor": colour["quiet"]},
        yaxis={
            **hidden, "zeroline": False, "range": [len(bars) - 0.5, -0.75],
            "tickmode": "array", "tickvals": rows, "ticktext": [bar.name for bar in bars],
        },
    )  # fmt: skip
    theme.add_key(fig, title, [], mode=mode)
    return fig


def number_lines(
    lines: Sequence[Line],
    *,
    words: theme.Words,
    title: str,
    x_title: str,
    y_kind: str,
    x_ticks: Sequence[tuple[float, str]],
    top: float | None = None,
    log_x: bool = False,
    mode: str = "light",
    height: int = 380,
) -> go.Figure:
    """Lines over a scale of numbers, keyed above the picture.

    x_ticks : (position, text as written); top : end of the value axis, else a little above the highest point
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    for line in lines:
        fig.add_scatter(
            x=list(line.x), y=list(line.y), name=line.name, mode="lines" if len(line.x) > 1 else "markers",
            line={"color": colour[line.role], "width": 2.5, "dash": line.dash}, marker={"size": 11, "color": colour[line.role]},
            customdata=theme.formatted(words, y_kind, line.y), hovertemplate="%{customdata}",
        )  # fmt: skip
    highest = top if top is not None else 1.08 * max(max(line.y) for line in lines)
    fig.update_layout(
        xaxis={
            "title": {"text": x_title}, "tickmode": "array", "type": "log" if log_x else "linear",
            "tickvals": [at for at, _text in x_ticks], "ticktext": [text for _at, text in x_ticks],
        },
        yaxis=theme.value_axis(words, y_kind, 0.0, highest),
    )  # fmt: skip
    signs = {"solid": "—", "dash": "- -", "dot": "···"}
    keys = [("●" if len(line.x) == 1 else signs[line.dash], colour[line.role], line.name) for line in lines]
    theme.add_key(fig, title, keys, mode=mode)
    return fig


def add_quarters(
    fig: go.Figure, names: Sequence[str], *, places: Sequence[tuple[float, float]], mode: str = "light"
) -> None:
    """Four named quarters of a picture of `number_lines`, parted in the middle of both axes; a place for each name."""
    colour = theme.COLOURS[mode]
    line = {"color": colour["quiet"], "width": 1, "dash": "dot"}
    fig.add_shape(type="line", x0=0.5, x1=0.5, y0=0, y1=1, xref="x domain", yref="y domain", line=line, layer="below")
    fig.add_shape(type="line", x0=0, x1=1, y0=0.5, y1=0.5, xref="x domain", yref="y domain", line=line, layer="below")
    for name, (x, y) in zip(names, places, strict=True):
        fig.add_annotation(x=x, y=y, text=name, showarrow=False, font={"size": 12, "color": colour["soft_ink"]})


def enlarge(fig: go.Figure, times: float) -> None:
    """Height, letters, lines and the places of letters, for a picture that is read across a room."""
    small = theme.template("light").layout.xaxis.tickfont.size
    fig.update_layout(
        height=fig.layout.height * times, margin_t=(fig.layout.margin.t or theme.TITLE_ROOM + 6) * times,
        font_size=fig.layout.template.layout.font.size * times,
    )  # fmt: skip
    fig.update_xaxes(tickfont_size=small * times, title_font_size=small * times)
    fig.update_yaxes(tickfont_size=small * times, title_font_size=small * times)
    fig.for_each_annotation(
        lambda note: note.update(
            font_size=(note.font.size or small) * times, xshift=(note.xshift or 0) * times, yshift=(note.yshift or 0) * times
        )
    )  # fmt: skip
    fig.update_traces(line_width=4, selector={"type": "scatter"})
