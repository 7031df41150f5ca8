"""A figure taken apart into panels that an office program can draw itself: categories, series, colours, labels.

A panel is one pair of axes of the figure. What no such chart can show (heat maps, intervals of a list) is left to the
table behind the figure: `panels_of` gives nothing then.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ui.handout import figure_parts
from ui.i18n import _


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
    colour: str = figure_parts.QUIET
    colours: list[str] = field(default_factory=list)
    is_interval: bool = False
    is_faint: bool = False
    is_dashed: bool = False
    base: list[float] | None = None


@dataclass
class Panel:
    """One chart. kind: across (lying bars), columns (bars and lines over categories), points (numbers on both axes).

    categories : dates or texts; empty for points; labels : what stands at each lying bar
    is_overlaid : bars of one place lie over each other, each from zero
    number_format : of the value axis, as office programs write it; marks : words that stand in the picture
    """

    kind: str
    title: str
    series: list[Series]
    categories: list[date] | list[str] = field(default_factory=list)
    is_stacked: bool = False
    is_overlaid: bool = False
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
    ordered = sorted(groups, key=lambda axes: -figure_parts.top_of(figure, axes[1]))
    panels = [_panel(figure, axes, groups[axes]) for axes in ordered]
    return [] if any(panel is None for panel in panels) else [panel for panel in panels if panel is not None]


def _panel(figure: go.Figure, axes: tuple[str, str], traces: list) -> Panel | None:
    xaxis, yaxis = figure_parts.axis_of(figure, axes[0]), figure_parts.axis_of(figure, axes[1])
    lying = [trace for trace in traces if trace.type == "bar" and trace.orientation == "h"]
    title, keys = figure_parts.heading_of(figure, figure_parts.top_of(figure, axes[1]))
    if lying:
        return _across(figure, title, keys, lying, axes) if len(lying) == len(traces) else None
    if figure_parts.is_list(yaxis):
        return None
    common: dict[str, Any] = {
        "title": title,
        "number_format": figure_parts.number_format(yaxis, traces),
        "across_title": figure_parts.plain(xaxis.title.text),
        "marks": figure_parts.marks_of(figure, axes[1]),
    }
    if any(trace.type == "bar" for trace in traces) or xaxis.type in ("date", "category"):
        categories, places = _categories(xaxis, traces)
        series = _named([_on_categories(trace, places, len(categories)) for trace in traces], traces, title, keys)
        series = _with_forecasts(series) if _is_dated(categories) else _joined(series)
        is_stacked = figure.layout.barmode in ("relative", "stack") or not _overlap(series)
        return Panel("columns", series=series, categories=categories, is_stacked=is_stacked, **common)
    series = _named([_on_numbers(trace) for trace in traces], traces, title, keys)
    return Panel("points", series=series, across_format=figure_parts.number_format(xaxis, traces, of="x"), **common)


def _with_forecasts(series: list[Series]) -> list[Series]:
    """Bars along dates: the second of a name is its forecast."""
    seen: set[str] = set()
    for one in series:
        if one.name in seen and one.shape == "bar":
            one.name, one.colour, one.colours = (
                _("{name}, forecast").format(name=one.name),
                figure_parts.lighter(one.colour),
                [],
            )
        seen.add(one.name)
    return series


def _is_dated(categories: list) -> bool:
    return bool(categories) and isinstance(categories[0], date)


def _joined(series: list[Series]) -> list[Series]:
    """Bars of one name in several colours, which share no place, as one series."""
    made: list[Series] = []
    for one in series:
        same = next((other for other in made if other.name == one.name and other.shape == one.shape == "bar"), None)
        if same is None or _overlap([same, one]):
            made.append(one)
            continue
        theirs = one.colours or [one.colour] * len(one.values)
        same.colours = [
            colour if value is None else other
            for colour, other, value in zip(
                same.colours or [same.colour] * len(same.values), theirs, one.values, strict=True
            )
        ]
        same.values = [mine if value is None else value for mine, value in zip(same.values, one.values, strict=True)]
    return made


def _overlap(series: list[Series]) -> bool:
    """Two bars stand at one place."""
    bars = [one.values for one in series if one.shape == "bar"]
    return any(sum(value is not None for value in place) > 1 for place in zip(*bars, strict=False))


def _across(figure: go.Figure, title: str, keys: dict[str, str], traces: list, axes: tuple[str, str]) -> Panel:
    xaxis, yaxis = figure_parts.axis_of(figure, axes[0]), figure_parts.axis_of(figure, axes[1])
    names = [figure_parts.named_place(yaxis, place) for place in traces[0].y]
    series = []
    for trace in traces:
        made = Series(
            figure_parts.plain(trace.name),
            "bar",
            figure_parts.floats(trace.x),
            colour=figure_parts.colour_of(trace),
            colours=figure_parts.colours_of(trace),
        )
        made.base = None if trace.base is None else figure_parts.bases(trace.base, len(made.values))
        series.append(made)
    told = {
        a.y: figure_parts.plain(a.text) for a in figure.layout.annotations if (a.xref or "x") == "x" and a.y is not None
    }
    labels = [told.get(place, "") for place in traces[0].y] if len(traces) == 1 else []
    if not any(labels) and len(traces) == 1 and traces[0].text is not None:
        labels = [figure_parts.plain(text) for text in figure_parts.as_list(traces[0].text)]
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
        is_stacked=figure.layout.barmode in ("relative", "stack"),
        is_overlaid=figure.layout.barmode == "overlay",
        number_format=figure_parts.number_format(xaxis, traces, of="x"),
        labels=labels,
    )


def _on_categories(trace, places: dict, count: int) -> Series:
    series = _styled(trace)
    series.values = [None] * count
    for place, value in zip(figure_parts.places_of(trace), figure_parts.floats(trace.y), strict=False):
        series.values[places[place]] = value
    return series


def _on_numbers(trace) -> Series:
    series = _styled(trace)
    pairs = [
        (x, y)
        for x, y in zip(figure_parts.floats(trace.x), figure_parts.floats(trace.y), strict=False)
        if x is not None
    ]
    series.across, series.values = [x for x, _y in pairs], [y for _x, y in pairs]
    return series


def _styled(trace) -> Series:
    is_bar = trace.type == "bar"
    mode = "" if is_bar else (trace.mode or "lines")
    faint = trace.hoverinfo == "skip"
    return Series(
        name=figure_parts.plain(trace.name),
        shape="bar" if is_bar else "line" if "lines" in mode else "dots",
        values=[],
        colour=figure_parts.QUIET if faint else figure_parts.colour_of(trace),
        colours=figure_parts.colours_of(trace) if is_bar else [],
        is_faint=faint,
        is_dashed=not is_bar and bool(trace.line.dash) and trace.line.dash != "solid",
    )


def _named(series: list[Series], traces: list, title: str, keys: dict[str, str]) -> list[Series]:
    """Names that tell the series of a panel apart: their own, else the legend's for the colour, else the panel's.

    The edges of a band are named after the band.
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
    raw = list(dict.fromkeys(place for trace in traces for place in figure_parts.places_of(trace)))
    if raw and isinstance(raw[0], date):
        raw = sorted(raw)
        return raw, {place: index for index, place in enumerate(raw)}
    if raw and all(isinstance(place, int | float) for place in raw):
        raw = sorted(raw)
        return figure_parts.names_from(xaxis, raw), {place: index for index, place in enumerate(raw)}
    return [figure_parts.named_place(xaxis, place) for place in raw], {place: index for index, place in enumerate(raw)}
