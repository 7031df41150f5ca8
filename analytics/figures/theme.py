"""Colour roles, one plotly template a mode, and the layout pieces that every figure shares.

A role means the same on every page and colour never carries meaning alone. The sets are held by a test: data roles stay
apart for normal, protan, deutan and tritan eyes (CIEDE2000: light >= 14, dark >= 12); lines keep 3:1 on the ground.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

Words = Mapping[str, Any]  # chart texts by code; "format_count", "format_money" ... are callables

COLOURS = {
    "light": {
        "acquired": "#1A86A8",
        "won_back": "#9AD0E6",
        "lost": "#C4452A",
        "base": "#1B2430",
        "value": "#4A3C9A",
        "at_risk": "#E8A91C",
        "quiet": "#9C9C9C",
        "grid": "#ECEEF2",
        "ink": "#1B2430",
        "soft_ink": "#5B6472",
        "ground": "#FFFFFF",
    },
    "dark": {
        "acquired": "#1F9FCC",
        "won_back": "#8FD6F5",
        "lost": "#E2552F",
        "base": "#F4F6FA",
        "value": "#6F58E8",
        "at_risk": "#F5CB6E",
        "quiet": "#85888E",
        "grid": "#2A303A",
        "ink": "#F4F6FA",
        "soft_ink": "#A9B0BC",
        "ground": "#0E1117",
    },
}
DATA_ROLES = ("acquired", "won_back", "lost", "base", "value", "at_risk", "quiet")
LINE_ROLES = ("acquired", "lost", "base", "value")  # roles that a thin line may wear on either ground
SEQUENTIAL = {
    "light": ("#F1EFFA", "#CFC8EB", "#A89CD8", "#7C6CBD", "#4A3C9A"),
    "dark": ("#1C1B33", "#332D6B", "#4F43AE", "#6F58E8", "#B3A6FF"),
}
FONT = "Noto Sans SC, PingFang SC, Microsoft YaHei, Source Sans Pro, Segoe UI, Helvetica Neue, Arial, sans-serif"
CONFIG = {
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "displayModeBar": "hover",
    "modeBarButtonsToRemove": [
        "zoom2d",
        "pan2d",
        "select2d",
        "lasso2d",
        "zoomIn2d",
        "zoomOut2d",
        "autoScale2d",
        "resetScale2d",
    ],
}
BAND = {0.80: 0.28, 0.95: 0.14}  # opacity of an interval by its coverage: lighter than its line
TITLE_ROOM = 30  # pixels above a panel for its title
LINE_PIXELS = 16  # height of a further line of it
PHONE_WIDTH = 48  # letters of a title's size across a chart 350 pixels wide


def say(words: Words, code: str) -> str:
    """The reader's text for `code`, escaped; KeyError names a missing one."""
    if code not in words:
        raise KeyError(f"no chart text for {code!r}")
    return str(words[code])


def plain(text: object) -> str:
    """Text from data as literal characters: plotly reads a subset of HTML in every label."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def formatted(words: Words, kind: str, values: Sequence) -> list[str]:
    """`values` through the reader's own formatter `format_<kind>`; "" for missing ones."""
    form = words[f"format_{kind}"]
    return ["" if value is None or value != value else form(value) for value in values]


@functools.cache
def template(mode: str) -> go.layout.Template:
    """The plotly template of a mode, "light" or "dark"."""
    colour = COLOURS[mode]
    axis = {
        "gridcolor": colour["grid"],
        "linecolor": colour["quiet"],
        "zerolinecolor": colour["quiet"],
        "tickfont": {"color": colour["soft_ink"], "size": 12},
        "title": {"font": {"color": colour["soft_ink"], "size": 12}, "standoff": 8},
        "automargin": True,
        "fixedrange": True,
    }
    layout = go.Layout(
        font={"family": FONT, "size": 13, "color": colour["ink"]},
        paper_bgcolor=colour["ground"],
        plot_bgcolor=colour["ground"],
        colorway=[colour[role] for role in DATA_ROLES],
        margin={"l": 8, "r": 12, "t": TITLE_ROOM + 6, "b": 8},
        xaxis={**axis, "showgrid": False, "ticks": "outside", "ticklen": 4, "tickcolor": colour["quiet"]},
        yaxis={**axis, "zeroline": True, "zerolinewidth": 1.5},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "font": {"size": 12}},
        hoverlabel={
            "bgcolor": colour["ground"],
            "bordercolor": colour["quiet"],
            "font": {"family": FONT, "color": colour["ink"]},
        },
        colorscale={"sequential": [list(stop) for stop in scale(mode)]},
        hovermode="closest",
        dragmode=False,
        bargap=0.15,
    )
    return go.layout.Template(layout=layout)


def figure(mode: str, *, height: int, **layout) -> go.Figure:
    """An empty figure with the template of `mode`; height in pixels, the width follows the page."""
    return go.Figure(layout={"template": template(mode), "height": height, **layout})


def scale(mode: str) -> list[tuple[float, str]]:
    """Sequential colour scale of the value colour as plotly stops."""
    stops = SEQUENTIAL[mode]
    return [(i / (len(stops) - 1), stop) for i, stop in enumerate(stops)]


def colour_at(mode: str, fraction: float) -> str:
    """Colour of the sequential scale at `fraction` in [0, 1], as plotly blends it (linear in sRGB)."""
    stops = SEQUENTIAL[mode]
    position = min(max(fraction, 0.0), 1.0) * (len(stops) - 1)
    low = min(int(position), len(stops) - 2)
    part = position - low
    pairs = zip(_rgb(stops[low]), _rgb(stops[low + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def line_shade(mode: str, fraction: float) -> str:
    """Shade of the value colour for one of several lines, palest at 0; the palest still keeps 3 : 1 on the ground."""
    ground = COLOURS[mode]["ground"]
    palest = next(i / 50 for i in range(51) if contrast(colour_at(mode, i / 50), ground) >= 3)
    return colour_at(mode, palest + (1 - palest) * fraction)


def ink_on(fill: str) -> str:
    """Of black and white, the one with the higher WCAG contrast on `fill` (hex): 4.5 : 1 or more on any fill."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two hex colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faded(colour: str, opacity: float) -> str:
    """Hex colour as rgba()."""
    red, green, blue = _rgb(colour)
    return f"rgba({red},{green},{blue},{opacity})"


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [c / 255 for c in _rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def nice_ticks(low: float, high: float, *, count: int = 5) -> list[float]:
    """Round tick values (1, 2, 2.5, 5 times a power of ten) covering [low, high], about `count` of them."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return [0.0, 1.0] if not math.isfinite(high) or high <= 0 else [0.0, high]
    rough = (high - low) / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def value_axis(words: Words, kind: str, low: float, high: float, *, count: int = 5) -> dict:
    """Axis from `low` to `high` with round ticks written by the reader's own number format (plotly knows no 万)."""
    ticks = [tick for tick in nice_ticks(low, high, count=count) if low <= tick <= high]
    return {"tickmode": "array", "tickvals": ticks, "ticktext": formatted(words, kind, ticks), "range": [low, high]}


def time_axis(periods: int, grain: str) -> dict:
    """Date axis in figures alone, so that it reads the same in every language; plotly thins it to the width."""
    months = periods * {"month": 1, "quarter": 3, "year": 12}[grain]
    hover = {"month": "%Y-%m", "quarter": "%Y Q%q", "year": "%Y"}[grain]
    return {"type": "date", "tickformat": "%Y" if months > 36 else "%Y-%m", "hoverformat": hover, "tickangle": 0}


def panel_title(text: str, *, mode: str, x: float = 0.0, y: float = 1.0, yshift: int = 4) -> dict:
    """A panel's title as an annotation above its left edge: never cut, unlike a rotated axis title."""
    place = {"x": x, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom", "yshift": yshift}
    font = {"size": 12, "color": COLOURS[mode]["soft_ink"]}
    return {"text": text, "align": "left", "showarrow": False, "font": font, **place}


def key_line(title: str, entries: Sequence[tuple[str, str, str]]) -> str:
    """A legend as text after a panel's title: it stays with its panel on a phone, where plotly's own would wrap.

    entries : (symbol, colour, text) such as ("■", "#1A86A8", "Acquired"); they stand on the title's line as long as
        a phone's width holds them, else on lines of their own below it
    """
    keys = [
        (f'<span style="color:{colour}">{symbol}</span> {text}', _width(text) + 4) for symbol, colour, text in entries
    ]
    lines, used = [[title]], _width(title)
    if title and used + sum(width for _, width in keys) > PHONE_WIDTH:
        lines, used = [[title], []], 0
    for key, width in keys:
        if lines[-1] and used + width > PHONE_WIDTH:
            lines.append([])
            used = 0
        lines[-1].append(key)
        used += width
    return "<br>".join("\u2003".join(part for part in line if part) for line in lines)


def _width(text: str) -> int:
    """In units of a Latin letter; a Chinese character takes two."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def add_key(fig: go.Figure, title: str, entries: Sequence[tuple[str, str, str]], *, mode: str) -> None:
    """Title and key above the topmost panel, with as much margin as their lines need."""
    text = key_line(title, entries)
    fig.add_annotation(panel_title(text, mode=mode))
    fig.update_layout(margin_t=TITLE_ROOM + 6 + LINE_PIXELS * text.count("<br>"))
