"""How a native chart looks: colours of its series, labels, type sizes, grid and number formats."""

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from ui.handout import chart_axes
from ui.handout.panel_series import Series
from ui.handout.panels import Panel

INK, SOFT, GRID = "1B2430", "5B6472", "ECEEF2"
_AXIS_PT, _LABEL_PT = 10, 10


def paint_bar(series, one: Series) -> None:
    """Fill bars with the colour of their series, or each with its own."""
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


def paint_line(series, one: Series) -> None:
    """Draw a line, or dots, in the colour of the series; intervals thin, forecasts dashed."""
    series.smooth = False
    line = series.format.line
    if one.shape == "dots":
        line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    line.color.rgb = RGBColor.from_string(one.colour)
    line.width = Pt(1.0 if one.is_faint else 2.25)
    if one.is_dashed or one.is_interval:
        line.dash_style = MSO_LINE.DASH if one.is_dashed else MSO_LINE.ROUND_DOT


def label(series, labels: list[str], *, position) -> None:
    """Write a text at each bar, where there is one."""
    for index, text in enumerate(labels):
        if not text:
            continue
        label = series.points[index].data_label
        label.has_text_frame = True
        label.text_frame.text = text
        run = label.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.color.rgb = Pt(_LABEL_PT), RGBColor.from_string(INK)
        label.position = position


def label_all(plot, number_format: str, *, position) -> None:
    """Write its value at each bar; position None leaves the place to the program."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.show_value = True
    labels.font.size, labels.font.color.rgb = Pt(_LABEL_PT), RGBColor.from_string(INK)
    if position is not None:
        labels.position = position


def dress(chart, panel: Panel) -> None:
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
        chart_axes.span(across, [x for one in panel.series for x in one.across])
    if panel.is_dated:
        chart_axes.date_ticks(across, panel)
    if panel.kind == "columns" and panel.is_stacked:
        chart_axes.hold_stacks(value, panel)
    elif panel.kind != "across":
        chart_axes.end_at_all(value, panel)
    if "" in panel.categories:
        chart_axes.name_each(across)
    if panel.across_title:
        across.has_title = True
        across.axis_title.text_frame.text = panel.across_title
        run = across.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(_AXIS_PT), False
