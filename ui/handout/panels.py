"""A figure taken apart into panels that an office program can draw itself: categories, series, colours, labels.

A panel is one pair of axes of the figure. What no such chart can show (heat maps, intervals of a list) is left to the
table behind the figure: `panels_of` gives nothing then.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui.handout import words
from ui.i18n import _

_LEGEND_BEGINS = re.compile(r"<br>|\u2003|<span")
_TAG = re.compile(r"<[^>]+>")
_KEY = re.compile(r'<span style="color:([^"]+)">[^<]*</span> ?([^<\u2003]+)')
_RGBA = re.compile(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?([\d.]+))?\)")
QUIET = "9C9C9C"


@dataclass
class Series:
    """One series. shape: bar, line or dots; values: one for each category, or for each of `across` on a numeric axis.

    colour : six hex digits; colours : one for each bar where they differ; is_faint : an interval or a reference
    base : where each bar begins, for bridges
    """

    name: str
    shape: str
    values: list[float | None]
    across: list[float] = field(default_factory=list)
    colour: str = QUIET
    colours: list[str] = field(default_factory=list)
    is_interval: bool = False
    is_faint: bool = False
    is_dashed: bool = False
    base: list[float] | None = None


@dataclass
class Panel:
    """One chart. kind: across (lying bars), columns (bars and lines over categories), points (numbers on both axes).

    categories : dates or texts; empty for points; labels : what stands at each lying bar
    number_format : of the value axis, as office programs write it; marks : words that stand in the picture
    """

    kind: str
    title: str
    series: list[Series]
    categories: list[date] | list[str] = field(default_factory=list)
    is_stacked: bool = False
    number_format: str = "#,##0"
    across_format: str = "#,##0"
    across_title: str = ""
    labels: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def is_dated(self) -> bool:
        """Categories are dates."""
        return bool(self.categories) and isinstance(self.categories[0], date)


def panels_of(figure: go.Figure) -> list[Panel]:
    """The panels of a figure from top to bottom; none where one of them cannot be drawn as such a chart."""
    groups: dict[tuple[str, str], list] = {}
    for trace in figure.data:
        if trace.type not in ("bar", "scatter"):
            return []
        if getattr(trace, "mode", None) != "text":
            groups.setdefault((trace.xaxis or "x", trace.yaxis or "y"), []).append(trace)
    ordered = sorted(groups, key=lambda axes: -_top(figure, axes[1]))
    panels = [_panel(figure, axes, groups[axes]) for axes in ordered]
    return [] if any(panel is None for panel in panels) else [panel for panel in panels if panel is not None]


def _panel(figure: go.Figure, axes: tuple[str, str], traces: list) -> Panel | None:
    xaxis, yaxis = _axis(figure, axes[0]), _axis(figure, axes[1])
    lying = [trace for trace in traces if trace.type == "bar" and trace.orientation == "h"]
    title, keys = _heading(figure, _top(figure, axes[1]))
    if lying:
        return _across(figure, title, keys, lying, axes) if len(lying) == len(traces) else None
    if _is_list(yaxis):
        return None
    common: dict[str, Any] = {
        "title": title,
        "number_format": _number_format(yaxis, traces),
        "across_title": _plain(xaxis.title.text),
        "marks": _marks(figure, axes[1]),
    }
    if any(trace.type == "bar" for trace in traces) or xaxis.type in ("date", "category"):
        categories, places = _categories(xaxis, traces)
        series = _named([_on_categories(trace, places, len(categories)) for trace in traces], traces, title, keys)
        is_stacked = figure.layout.barmode in ("relative", "stack") or not _overlap(series)
        return Panel("columns", series=series, categories=categories, is_stacked=is_stacked, **common)
    series = _named([_on_numbers(trace) for trace in traces], traces, title, keys)
    return Panel("points", series=series, across_format=_number_format(xaxis, traces, of="x"), **common)


def _overlap(series: list[Series]) -> bool:
    """Two bars stand at one place."""
    bars = [one.values for one in series if one.shape == "bar"]
    return any(sum(value is not None for value in place) > 1 for place in zip(*bars, strict=False))


def _across(figure: go.Figure, title: str, keys: dict[str, str], traces: list, axes: tuple[str, str]) -> Panel:
    xaxis, yaxis = _axis(figure, axes[0]), _axis(figure, axes[1])
    names = [_named_place(yaxis, place) for place in traces[0].y]
    series = []
    for trace in traces:
        made = Series(_plain(trace.name), "bar", _floats(trace.x), colour=_colour(trace), colours=_colours(trace))
        made.base = None if trace.base is None else _bases(trace.base, len(made.values))
        series.append(made)
    told = {a.y: _plain(a.text) for a in figure.layout.annotations if (a.xref or "x") == "x" and a.y is not None}
    labels = [told.get(place, "") for place in traces[0].y] if len(traces) == 1 else []
    if not any(labels) and len(traces) == 1 and traces[0].text is not None:
        labels = [_plain(text) for text in _list(traces[0].text)]
    upside = yaxis.autorange == "reversed" or (yaxis.range is not None and yaxis.range[0] > yaxis.range[1])
    if not upside:  # office programs count from the top here, plotly from below
        names, labels = names[::-1], labels[::-1]
        for one in series:
            one.values, one.colours = one.values[::-1], one.colours[::-1]
            one.base = None if one.base is None else one.base[::-1]
    return Panel(
        "across",
        title=title,
        series=_named(series, traces, title, keys),
        categories=names,
        is_stacked=figure.layout.barmode in ("relative", "stack", "overlay"),
        number_format=_number_format(xaxis, traces, of="x"),
        labels=labels,
    )


def _on_categories(trace, places: dict, count: int) -> Series:
    series = _styled(trace)
    series.values = [None] * count
    for place, value in zip(_places(trace), _floats(trace.y), strict=False):
        series.values[places[place]] = value
    return series


def _on_numbers(trace) -> Series:
    series = _styled(trace)
    pairs = [(x, y) for x, y in zip(_floats(trace.x), _floats(trace.y), strict=False) if x is not None]
    series.across, series.values = [x for x, _y in pairs], [y for _x, y in pairs]
    return series


def _styled(trace) -> Series:
    is_bar = trace.type == "bar"
    mode = "" if is_bar else (trace.mode or "lines")
    faint = trace.hoverinfo == "skip"
    return Series(
        name=_plain(trace.name),
        shape="bar" if is_bar else "line" if "lines" in mode else "dots",
        values=[],
        colour=QUIET if faint else _colour(trace),
        colours=_colours(trace) if is_bar else [],
        is_faint=faint,
        is_dashed=not is_bar and bool(trace.line.dash) and trace.line.dash != "solid",
    )


def _named(series: list[Series], traces: list, title: str, keys: dict[str, str]) -> list[Series]:
    """Names that tell the series of a panel apart: their own, else the legend's for the colour, else the panel's.

    The second of a name is its forecast; the edges of a band are named after the band.
    """
    bands = [name for name in keys.values() if "%" in name]
    closing = [index for index, trace in enumerate(traces) if _closes_band(trace) and index]
    for number, index in enumerate(closing):  # bands stand in the legend in the order in which they are drawn
        name = bands[min(number, len(bands) - 1)] if bands else _("Interval")
        _name_band(series[index - 1], series[index], name)
    for one in series:
        one.name = one.name or (
            _("For comparison") if one.is_faint else keys.get(one.colour, "") or title or _("Figure")
        )
    seen: set[str] = set()
    for one in series:
        if one.name in seen and one.shape == "bar":
            one.name, one.colour, one.colours = _("{name}, forecast").format(name=one.name), _lighter(one.colour), []
        seen.add(one.name)
    return series


def _name_band(one: Series, other: Series, interval: str) -> None:
    low, high = sorted((one, other), key=lambda edge: sum(value or 0.0 for value in edge.values))
    low.name, high.name = (
        _("{interval}, low").format(interval=interval),
        _("{interval}, high").format(interval=interval),
    )
    low.is_interval = high.is_interval = True


def _closes_band(trace) -> bool:
    return trace is not None and trace.type == "scatter" and trace.fill == "tonexty" and trace.hoverinfo == "skip"


def _categories(xaxis, traces: list) -> tuple[list, dict]:
    """The categories of all traces in order, and the place of each raw value among them."""
    raw = list(dict.fromkeys(place for trace in traces for place in _places(trace)))
    if raw and isinstance(raw[0], date):
        raw = sorted(raw)
        return raw, {place: index for index, place in enumerate(raw)}
    if raw and all(isinstance(place, int | float) for place in raw):
        raw = sorted(raw)
    places = {place: index for index, place in enumerate(raw)}
    return [_named_place(xaxis, place) for place in raw], places


def _places(trace) -> list:
    """Raw places of a trace: dates as dates, numbers as numbers, everything else as text."""
    places = _list(trace.x)
    first = places[0] if places else None
    if isinstance(first, date) or str(getattr(first, "dtype", "")).startswith("datetime"):
        return [pd.Timestamp(place).date() for place in places]
    if isinstance(first, int | float) or hasattr(first, "dtype"):
        return [float(place) for place in places]
    return [str(place) for place in places]


def _named_place(axis, place) -> str:
    told = dict(zip(_list(axis.tickvals), _list(axis.ticktext), strict=False))
    if told:
        text = told.get(place)
        if text is not None:
            return _plain(text)
        return place if isinstance(place, str) else ""
    return f"{place:g}" if isinstance(place, float) else _plain(place)


def named_places(axis, places, *, count: int) -> list[str]:
    """What stands at each of `count` places of an axis."""
    raw = _list(places) or list(range(count))
    return [_named_place(axis, place) for place in raw]


def heading(figure: go.Figure) -> str:
    """Title of the topmost panel."""
    return _heading(figure, _top(figure, "y"))[0]


def plain_text(text: str) -> str:
    """A text of a figure without its marks of layout, lines beside each other."""
    return _plain(re.sub(r"<br\s*/?>", " · ", text))


def axis_title(axis) -> str:
    """Title of an axis without marks."""
    return _plain(axis.title.text)


def _axis(figure: go.Figure, name: str):
    return figure.layout[f"{name[0]}axis{name[1:]}"]


def _top(figure: go.Figure, yaxis: str) -> float:
    domain = _axis(figure, yaxis).domain
    return 1.0 if domain is None else float(domain[1])


def _heading(figure: go.Figure, top: float) -> tuple[str, dict[str, str]]:
    """The note above a panel's left edge: its title, and the names of its legend by colour."""
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.yref == "paper" and note.y is not None and abs(note.y - top) < 0.02:
            text = note.text or ""
            keys = {_hex(colour): _plain(name) for colour, name in _KEY.findall(text)}
            return _plain(_LEGEND_BEGINS.split(text)[0]), keys
    return "", {}


def _marks(figure: go.Figure, yaxis: str) -> list[str]:
    """Words at places of a panel, single numbers that only point elsewhere left out."""
    told = []
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.yref == "paper":
            continue
        if (note.yref or "y").split(" ")[0] in (yaxis, "paper"):
            text = _plain(note.text).replace("\n", " ")
            if len(text) > 2:
                told.append(text)
    return told


def _is_list(axis) -> bool:
    """The axis names things instead of counting."""
    told = [str(text) for text in _list(axis.ticktext)]
    return axis.type == "category" or (bool(told) and not any(re.search(r"\d", text) for text in told))


def _number_format(axis, traces: list, *, of: str = "y") -> str:
    told = " ".join(str(text) for text in _list(axis.ticktext)) + str(axis.tickformat or "")
    if "%" in told:
        return "0%"
    values = [abs(value) for trace in traces for value in _floats(getattr(trace, of)) if value is not None]
    largest = max(values, default=0.0)
    return "#,##0" if largest >= 10 else "0.0" if largest >= 2 else "0.00"


def _colour(trace) -> str:
    line = getattr(trace, "line", None)
    for found in (line.color if line is not None else None, trace.marker.color if trace.marker else None):
        if isinstance(found, str):
            return _hex(found)
    found = _list(trace.marker.color) if trace.marker and trace.marker.color is not None else []
    return _hex(found[0]) if found and isinstance(found[0], str) else QUIET


def _colours(trace) -> list[str]:
    found = trace.marker.color if trace.marker else None
    if found is None or isinstance(found, str):
        return []
    return [_hex(each) if isinstance(each, str) else QUIET for each in _list(found)]


def _hex(colour: str) -> str:
    """Six hex digits; a colour that lets the ground through as it looks on white."""
    found = _RGBA.match(colour)
    if not found:
        return colour.lstrip("#").upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) else QUIET
    share = float(found[4] or 1)
    return "".join(f"{round(int(found[i]) * share + 255 * (1 - share)):02X}" for i in (1, 2, 3))


def _lighter(colour: str) -> str:
    return "".join(f"{(int(colour[i : i + 2], 16) + 255) // 2:02X}" for i in (0, 2, 4))


def _bases(base, count: int) -> list[float]:
    known = _floats(base if isinstance(base, Sequence) or hasattr(base, "__len__") else [base] * count)
    return [value or 0.0 for value in known]


def _floats(values) -> list[float | None]:
    numbers = pd.to_numeric(pd.Series(_list(values), dtype="object"), errors="coerce")
    return [None if not math.isfinite(number) else float(number) for number in numbers.astype("float64")]


def _list(values) -> list:
    return [] if values is None else [values] if isinstance(values, str) else list(values)


def _plain(text) -> str:
    return (
        words.plain(_TAG.sub("", re.sub(r"<br\s*/?>", " ", "" if text is None else str(text))))
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
    )
