"""A panel as a chart that PowerPoint itself draws, with its figures in the sheet behind it (python-pptx)."""

import copy
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn

from ui.handout.chart_dress import dress, label, label_all, paint_bar, paint_line
from ui.handout.panel_series import Series
from ui.handout.panels import Panel

_LABEL_ROOM = 0.12  # of what a bridge spans: for the label behind the end of each bar


def add(slide, panel: Panel, box: tuple[int, int, int, int], *, name: str, alt: str) -> Any:
    """Draw the panel on a slide in `box` (left, top, width, height in EMU); the chart, for whoever goes on with it."""
    if panel.kind == "across":
        frame = _add_across(slide, panel, box)
    elif panel.kind == "points":
        frame = _add_points(slide, panel, box)
    else:
        frame = _add_columns(slide, panel, box)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    dress(frame.chart, panel)
    return frame.chart


def _add_columns(slide, panel: Panel, box) -> Any:
    bars, lines = _split(panel)
    kind = XL_CHART_TYPE.COLUMN_STACKED if panel.is_stacked else XL_CHART_TYPE.COLUMN_CLUSTERED
    kind = kind if bars else XL_CHART_TYPE.LINE
    data = CategoryChartData(number_format=panel.number_format)
    data.categories = panel.categories
    for one in [*bars, *lines]:
        data.add_series(one.name, one.values)
    frame = slide.shapes.add_chart(kind, *box, data)
    plot_area = frame.chart._chartSpace.chart.plotArea
    if bars and lines:
        _move_to_lines(plot_area, len(bars))
    if bars:
        plot = frame.chart.plots[0]
        plot.gap_width = 40 if len(panel.categories) > 24 else 60
        if panel.is_stacked:
            plot.overlap = 100
    drawn = [series for plot in frame.chart.plots for series in plot.series]
    for series, one in zip(drawn, [*bars, *lines], strict=True):
        (paint_bar if one.shape == "bar" else paint_line)(series, one)
    return frame


def _split(panel: Panel) -> tuple[list[Series], list[Series]]:
    return [s for s in panel.series if s.shape == "bar"], [s for s in panel.series if s.shape != "bar"]


def _move_to_lines(plot_area, first: int) -> None:
    """Let the series from `first` on be lines over the bars, on the same axes: the library makes one kind a chart."""
    bars = plot_area.find(qn("c:barChart"))
    line_chart = etree.SubElement(plot_area, qn("c:lineChart"))
    bars.addnext(line_chart)
    etree.SubElement(line_chart, qn("c:grouping")).set("val", "standard")
    etree.SubElement(line_chart, qn("c:varyColors")).set("val", "0")
    for series in bars.findall(qn("c:ser"))[first:]:
        inverted = series.find(qn("c:invertIfNegative"))
        if inverted is not None:
            series.remove(inverted)
        line_chart.append(series)
    etree.SubElement(line_chart, qn("c:marker")).set("val", "1")
    for axis in bars.findall(qn("c:axId")):
        line_chart.append(copy.deepcopy(axis))


def _add_points(slide, panel: Panel, box) -> Any:
    data = XyChartData(number_format=panel.number_format)
    for one in panel.series:
        series = data.add_series(one.name)
        for x, y in zip(one.across, one.values, strict=True):
            if y is not None:
                series.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *box, data)
    for series, one in zip(frame.chart.plots[0].series, panel.series, strict=True):
        paint_line(series, one)
    _longest_first(frame.chart)
    return frame


def _longest_first(chart) -> None:
    """Put the longest series first in the file: some programs draw none that stands before a longer one.

    Their order on the chart and in its key is written in each of them and stays.
    """
    series = chart._chartSpace.findall(f".//{qn('c:ser')}")
    parent = series[0].getparent()
    at = parent.index(series[0])
    for one in sorted(series, key=lambda one: len(one.findall(f"{qn('c:xVal')}//{qn('c:pt')}"))):
        parent.remove(one)
        parent.insert(at, one)


def _add_across(slide, panel: Panel, box) -> Any:
    data = CategoryChartData(number_format=panel.number_format)
    data.categories = panel.categories
    is_bridge = len(panel.series) == 1 and panel.series[0].base is not None
    drawn = _bridge(panel.series[0]) if is_bridge else panel.series
    for one in drawn:
        data.add_series(one.name, one.values)
    is_stacked = is_bridge or panel.is_stacked
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    if is_stacked or panel.is_overlaid:
        plot.overlap = 100
    for series, one in zip(plot.series, drawn, strict=True):
        paint_bar(series, one)
        if is_bridge and one.name == _UNSEEN:
            series.format.fill.background()
    if is_bridge:  # on the bar itself dark letters would stand on dark ground, and a short bar has no room
        label(plot.series[-1], panel.labels, position=XL_LABEL_POSITION.INSIDE_BASE)
    elif any(panel.labels):
        label(plot.series[0], panel.labels, position=XL_LABEL_POSITION.OUTSIDE_END)
    elif len(panel.series) > 1:
        label_all(plot, panel.number_format, position=None if is_stacked else XL_LABEL_POSITION.OUTSIDE_END)
    axis = frame.chart.category_axis
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    frame.chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # below, as the other axis is turned
    return frame


_UNSEEN = "–"


def _bridge(one: Series) -> list[Series]:
    """A bridge as stacked bars: an unseen foot, the amount, what of it lies across zero, and unseen room for a label."""
    foot: list[float | None] = []
    amount: list[float | None] = []
    beyond: list[float | None] = []
    ends = [(base, base + (length or 0.0)) for base, length in zip(one.base or [], one.values, strict=True)]
    for low, high in map(sorted, ends):
        crosses = low < 0 < high
        foot.append(0.0 if crosses else low if low >= 0 else high)
        amount.append(high if crosses else high - low if low >= 0 else low - high)
        beyond.append(low if crosses else None)
    made = [Series(_UNSEEN, "bar", foot), Series(one.name, "bar", amount, colour=one.colour, colours=one.colours)]
    if any(value is not None for value in beyond):
        made.append(Series(f"{one.name} < 0", "bar", beyond, colour=one.colour, colours=one.colours))
    places = [place for end in ends for place in (*end, 0.0)]
    room = (max(places) - min(places)) * _LABEL_ROOM
    return [*made, Series(_UNSEEN, "bar", [-room if max(end) <= 0 and min(end) < 0 else room for end in ends])]
