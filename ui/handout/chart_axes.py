"""Where the axes of a native chart begin and end, and where their ticks stand."""

import math

from lxml import etree
from pptx.oxml.ns import qn

from ui.handout.panels import Panel

_MONTHS_A_YEAR = 12
_TICKS = 6  # at most, along the value axis
_FEW = 12  # whole numbers along an axis, each of which gets a tick
_NEAR_ALL = 0.8
_DUST = 1e-6  # what adding up shares leaves
_NEAR_ZERO = 0.2  # of the last place: an axis that begins so near begins at zero, for round ticks


def span(axis, places: list[float]) -> None:
    """From the first to the last place: without it the program adds empty room."""
    if places and max(places) > min(places):
        low, high = min(places), max(places)
        axis.minimum_scale, axis.maximum_scale = 0 if 0 <= low < _NEAR_ZERO * high else low, high
        if high - low <= _FEW and all(place == round(place) for place in places):
            axis.major_unit = 1


def end_at_all(axis, panel: Panel) -> None:
    """Shares end at 100%: the program leaves room for 120% above a line that reaches all."""
    highest = max((value for one in panel.series for value in one.values if value is not None), default=0.0)
    if panel.number_format == "0%" and _NEAR_ALL < highest <= 1 + _DUST:
        axis.maximum_scale = 1


def name_each(axis) -> None:
    """Let every name be written: where many are empty, the program would count them and leave others out."""
    skip = etree.Element(qn("c:tickLblSkip"))
    skip.set("val", "1")
    last = axis._element.find(qn("c:noMultiLvlLbl"))
    if axis._element.tag == qn("c:catAx"):
        last.addprevious(skip) if last is not None else axis._element.append(skip)


def hold_stacks(axis, panel: Panel) -> None:
    """Ends that hold each stack: some programs look at the single bars alone and cut the stack off."""
    bars = [one.values for one in panel.series if one.shape == "bar"]
    others = [value for one in panel.series if one.shape != "bar" for value in one.values if value is not None]
    stacks = [[value for value in place if value is not None] for place in zip(*bars, strict=True)]
    ends = [sum(value for value in place if (value > 0) == up) for place in stacks for up in (True, False)]
    low, high = min([0.0, *ends, *others]), max([0.0, *ends, *others])
    if high > low:
        step = round_step((high - low) / _TICKS)
        axis.minimum_scale, axis.maximum_scale = (
            math.floor(low / step + _DUST) * step,
            math.ceil(high / step - _DUST) * step,
        )
        axis.major_unit = step


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) that is no less than `least` > 0.

    >>> round_step(130), round_step(0.03)
    (200.0, 0.05)
    """
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least * (1 - 1e-9))


def date_ticks(axis, panel: Panel) -> None:
    """A tick a year over long times, a quarter over some years, else the program's own; as year or as year and month."""
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
    if months > _MONTHS_A_YEAR:  # twelve and more names of months would be turned on their side
        apart = _MONTHS_A_YEAR if months > 36 else 3
        units += [("c:majorUnit", str(apart)), ("c:majorTimeUnit", "months")]
    for tag, value in units:
        etree.SubElement(element, qn(tag)).set("val", value)
