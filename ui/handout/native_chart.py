"""A panel as a chart that PowerPoint itself draws, with its figures in the sheet behind it (python-pptx)."""

import copy
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from ui.handout.panels import Panel, Series

INK, SOFT, GRID = "1B2430", "5B6472", "ECEEF2"
_AXIS_PT, _LABEL_PT = 10, 10
_MONTHS_A_YEAR = 12


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
    _dress(frame.chart, panel)
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
        (_paint_bar if one.shape == "bar" else _paint_line)(series, one)
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
        _paint_line(series, one)
    return frame


def _add_across(slide, panel: Panel, box) -> Any:
    data = CategoryChartData(number_format=panel.number_format)
    data.categories = panel.categories
    is_bridge = len(panel.series) == 1 and panel.series[0].base is not None
    drawn = _bridge(panel.series[0]) if is_bridge else panel.series
    for one in drawn:
        data.add_series(one.name, one.values)
    stacked = is_bridge or panel.is_stacked
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    if stacked:
        plot.overlap = 100
    for series, one in zip(plot.series, drawn, strict=True):
        _paint_bar(series, one)
        if is_bridge and one is drawn[0]:
            series.format.fill.background()
    if any(panel.labels):
        _label(plot.series[1 if is_bridge else 0], panel.labels, is_inside=stacked)
    elif len(panel.series) > 1:
        _label_all(plot, panel.number_format)
    axis = frame.chart.category_axis
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    frame.chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # below, as the other axis is turned
    return frame


def _bridge(one: Series) -> list[Series]:
    """A bridge as stacked bars: an unseen foot, the amount, and what of it lies on the other side of zero."""
    foot: list[float | None] = []
    amount: list[float | None] = []
    beyond: list[float | None] = []
    for base, length in zip(one.base or [], one.values, strict=True):
        low, high = sorted((base, base + (length or 0.0)))
        crosses = low < 0 < high
        foot.append(0.0 if crosses else low if low >= 0 else high)
        amount.append(high if crosses else high - low if low >= 0 else low - high)
        beyond.append(low if crosses else None)
    made = [
        Series("–", "bar", foot),
        Series(one.name, "bar", amount, colour=one.colour, colours=one.colours),
    ]
    if any(value is not None for value in beyond):
        made.append(Series(f"{one.name} < 0", "bar", beyond, colour=one.colour, colours=one.colours))
    return made


def _paint_bar(series, one: Series) -> None:
    series.invert_if_negative = False  # else what lies below zero is drawn white
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)
    if len(set(one.colours)) > 1:
        for index, colour in enumerate(one.colours):
            point = series.points[index]
            point.format.fill.solid()
            point.format.fill.fore_color.rgb = RGBColor.from_string(colour)
            element = point._element.get_or_add_dPt_for_point(index)
            if element.find(qn("c:invertIfNegative")) is None:
                same = etree.Element(qn("c:invertIfNegative"))
                same.set("val", "0")
                element.insert(1, same)


def _paint_line(series, one: Series) -> None:
    series.smooth = False
    line = series.format.line
    if one.shape == "dots":
        line.fill.background()
        series.marker.size = 7
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    line.color.rgb = RGBColor.from_string(one.colour)
    line.width = Pt(1.0 if one.is_faint else 2.25)
    if one.is_dashed or one.is_interval:
        line.dash_style = MSO_LINE.DASH if one.is_dashed else MSO_LINE.ROUND_DOT


def _label(series, labels: list[str], *, is_inside: bool) -> None:
    for index, text in enumerate(labels):
        if not text:
            continue
        label = series.points[index].data_label
        label.has_text_frame = True
        label.text_frame.text = text
        run = label.text_frame.paragraphs[0].runs[0]
        run.font.size = Pt(_LABEL_PT)
        label.position = XL_LABEL_POSITION.INSIDE_BASE if is_inside else XL_LABEL_POSITION.OUTSIDE_END


def _label_all(plot, number_format: str) -> None:
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = number_format, False
    plot.data_labels.show_value = True
    plot.data_labels.font.size = Pt(_LABEL_PT)


def _dress(chart, panel: Panel) -> None:
    """Type sizes, grid, legend and number formats; the title is the panel's own."""
    chart.font.size, chart.font.color.rgb = Pt(_AXIS_PT), RGBColor.from_string(SOFT)
    chart.has_title = bool(panel.title)
    if panel.title:
        chart.chart_title.text_frame.text = panel.title
        run = chart.chart_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = Pt(11), False, RGBColor.from_string(SOFT)
        chart.chart_title.include_in_layout = False
    chart.has_legend = len(panel.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(_AXIS_PT)
    value, across = chart.value_axis, chart.category_axis
    value.has_major_gridlines = True
    value.major_gridlines.format.line.color.rgb = RGBColor.from_string(GRID)
    value.format.line.fill.background()
    value.major_tick_mark = XL_TICK_MARK.NONE
    value.tick_labels.number_format, value.tick_labels.number_format_is_linked = panel.number_format, False
    across.format.line.color.rgb = RGBColor.from_string(SOFT)
    across.has_major_gridlines = False
    if panel.kind != "across":
        across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if panel.kind == "points":
        across.tick_labels.number_format, across.tick_labels.number_format_is_linked = panel.across_format, False
        _span(across, [x for one in panel.series for x in one.across])
    if panel.is_dated:
        _date_ticks(across, panel)
    if panel.across_title:
        across.has_title = True
        across.axis_title.text_frame.text = panel.across_title
        run = across.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(_AXIS_PT), False


def _span(axis, places: list[float]) -> None:
    """From the first to the last place: without it the program adds empty room."""
    if places and max(places) > min(places):
        axis.minimum_scale, axis.maximum_scale = min(places), max(places)


def _date_ticks(axis, panel: Panel) -> None:
    """A tick a year over long times, else the program's own, written as year or as year and month."""
    first, last = panel.categories[0], panel.categories[-1]
    months = (last.year - first.year) * _MONTHS_A_YEAR + last.month - first.month  # type: ignore[union-attr]
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = (
        "yyyy" if months > 36 else "yyyy-mm",
        False,
    )
    element = axis._element
    if element.tag != qn("c:dateAx"):
        return
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit", "c:minorUnit", "c:minorTimeUnit"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    is_daily = len(panel.categories) > months + 1
    units = [("c:baseTimeUnit", "days" if is_daily else "months")]
    if months > 36:
        units += [("c:majorUnit", str(_MONTHS_A_YEAR)), ("c:majorTimeUnit", "months")]
    for tag, value in units:
        etree.SubElement(element, qn(tag)).set("val", value)
