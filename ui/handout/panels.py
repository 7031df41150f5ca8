"""A figure taken apart into panels that an office program can draw itself: categories, series, colours, labels.

A panel is one pair of axes of the figure. What no such chart can show (heat maps, intervals of a list) is left to the
table behind the figure: `panels_of` gives nothing then.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ui.handout import figure_parts
from ui.handout.panel_series import Series, joined, named, on_categories, on_numbers, overlap, with_forecasts


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
        series = named([on_categories(trace, places, len(categories)) for trace in traces], traces, title, keys)
        is_dated = bool(categories) and isinstance(categories[0], date)
        series = with_forecasts(series) if is_dated else joined(series)
        is_stacked = figure.layout.barmode in ("relative", "stack") or not overlap(series)
        return Panel("columns", series=series, categories=categories, is_stacked=is_stacked, **common)
    series = named([on_numbers(trace) for trace in traces], traces, title, keys)
    return Panel("points", series=series, across_format=figure_parts.number_format(xaxis, traces, of="x"), **common)


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
        series=named(series, traces, title, keys),
        categories=names,
        is_stacked=figure.layout.barmode in ("relative", "stack"),
        is_overlaid=figure.layout.barmode == "overlay",
        number_format=figure_parts.number_format(xaxis, traces, of="x"),
        labels=labels,
    )


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
