"""What stands in a figure, read off for whoever draws it anew: places, titles, legends, formats, colours, plain words."""

import itertools
import math
import re
from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from ui.handout import words

_LEGEND_BEGINS = re.compile(r"<br>|\u2003|<span")
_TAG = re.compile(r"<[^>]+>")
_KEY = re.compile(r'<span style="color:([^"]+)">[^<]*</span> ?([^<\u2003]+)')
_RGBA = re.compile(r"rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?([\d.]+))?\)")
_UPWARD = re.compile(r"↑[^<\u2003]+")
QUIET = "9C9C9C"


def places_of(trace) -> list:
    """Raw places of a trace: dates as dates, numbers as numbers, everything else as text."""
    places = as_list(trace.x)
    first = places[0] if places else None
    if isinstance(first, date) or str(getattr(first, "dtype", "")).startswith("datetime"):
        return [pd.Timestamp(place).date() for place in places]
    if isinstance(first, int | float) or hasattr(first, "dtype"):
        return [float(place) for place in places]
    return [str(place) for place in places]


def named_place(axis, place) -> str:
    """What an axis writes at a place; nothing at a place between its ticks."""
    told = dict(zip(as_list(axis.tickvals), as_list(axis.ticktext), strict=False))
    if told:
        text = told.get(place)
        if text is not None:
            return plain(text)
        return place if isinstance(place, str) else ""
    return f"{place:g}" if isinstance(place, float) else plain(place)


def named_places(axis, places, *, count: int) -> list[str]:
    """What stands at each of `count` places of an axis; a range where the ticks part one place from the next."""
    raw = as_list(places) or list(range(count))
    named = [named_place(axis, place) for place in raw]
    cuts = [plain(text) for text in as_list(axis.ticktext)]
    if any(named) or not cuts or len(cuts) != count - 1:
        return named
    return [f"< {cuts[0]}", *(f"{low} – {high}" for low, high in itertools.pairwise(cuts)), f"≥ {cuts[-1]}"]


def names_from(axis, places: list[float]) -> list[str]:
    """What stands at numbered places where ticks may stand between two: at the first place from the tick on."""
    told = {place: named_place(axis, place) for place in places}
    for tick, text in zip(as_list(axis.tickvals), as_list(axis.ticktext), strict=False):
        place = next((place for place in places if place >= tick), None)
        if place is not None and not told[place]:
            told[place] = plain(text)
    return [told[place] for place in places]


def upward(figure: go.Figure) -> str:
    """What grows upwards, where the note above the topmost panel says so with an arrow."""
    found = (_UPWARD.search(note.text or "") for note in figure.layout.annotations if note.xref == "paper")
    return next((plain(match[0]) for match in found if match), "")


def heading(figure: go.Figure) -> str:
    """Title of the topmost panel."""
    return heading_of(figure, top_of(figure, "y"))[0]


def plain_text(text: str) -> str:
    """A text of a figure without its marks of layout, lines beside each other."""
    return plain(re.sub(r"<br\s*/?>", " · ", text))


def axis_title(axis) -> str:
    """Title of an axis without marks."""
    return plain(axis.title.text)


def axis_of(figure: go.Figure, name: str):
    """The axis that a trace names, such as x or y2."""
    return figure.layout[f"{name[0]}axis{name[1:]}"]


def top_of(figure: go.Figure, yaxis: str) -> float:
    """Upper end of an axis as a share of the figure's height."""
    domain = axis_of(figure, yaxis).domain
    return 1.0 if domain is None else float(domain[1])


def heading_of(figure: go.Figure, top: float) -> tuple[str, dict[str, str]]:
    """The note above a panel's left edge: its title, and the names of its legend by colour."""
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.yref == "paper" and note.y is not None and abs(note.y - top) < 0.02:
            text = note.text or ""
            keys = {_hex(colour): plain(name) for colour, name in _KEY.findall(text)}
            return plain(_LEGEND_BEGINS.split(text)[0]), keys
    return "", {}


def marks_of(figure: go.Figure, yaxis: str) -> list[str]:
    """Words at places of a panel, single numbers that only point elsewhere left out."""
    told = []
    for note in figure.layout.annotations:
        if note.xref == "paper" and note.yref == "paper":
            continue
        if (note.yref or "y").split(" ")[0] in (yaxis, "paper"):
            text = plain(note.text).replace("\n", " ")
            if len(text) > 2:
                told.append(text)
    return told


def is_list(axis) -> bool:
    """The axis names things instead of counting."""
    told = [str(text) for text in as_list(axis.ticktext)]
    return axis.type == "category" or (bool(told) and not any(re.search(r"\d", text) for text in told))


def number_format(axis, traces: list, *, of: str = "y") -> str:
    """The format of an axis as office programs write it. of: x or y, the values that lie along it."""
    told = " ".join(str(text) for text in as_list(axis.ticktext)) + str(axis.tickformat or "")
    if "%" in told:
        return "0%"
    values = [abs(value) for trace in traces for value in floats(getattr(trace, of)) if value is not None]
    largest = max(values, default=0.0)
    is_whole = largest >= 10 or (largest >= 2 and all(value == round(value) for value in values))
    return "#,##0" if is_whole else "0.0" if largest >= 2 else "0.00"


def colour_of(trace) -> str:
    """The one colour of a trace, six hex digits; of several the first."""
    line = getattr(trace, "line", None)
    for found in (line.color if line is not None else None, trace.marker.color if trace.marker else None):
        if isinstance(found, str):
            return _hex(found)
    found = as_list(trace.marker.color) if trace.marker and trace.marker.color is not None else []
    return _hex(found[0]) if found and isinstance(found[0], str) else QUIET


def colours_of(trace) -> list[str]:
    """Colours of the marks of a trace, where it has one for each."""
    found = trace.marker.color if trace.marker else None
    if found is None or isinstance(found, str):
        return []
    return [_hex(each) if isinstance(each, str) else QUIET for each in as_list(found)]


def _hex(colour: str) -> str:
    """Six hex digits; a colour that lets the ground through as it looks on white."""
    found = _RGBA.match(colour)
    if not found:
        return colour.lstrip("#").upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) else QUIET
    share = float(found[4] or 1)
    return "".join(f"{round(int(found[i]) * share + 255 * (1 - share)):02X}" for i in (1, 2, 3))


def lighter(colour: str) -> str:
    """The colour halfway to white."""
    return "".join(f"{(int(colour[i : i + 2], 16) + 255) // 2:02X}" for i in (0, 2, 4))


def bases(base, count: int) -> list[float]:
    """Where each of `count` bars begins."""
    known = floats(base if isinstance(base, Sequence) or hasattr(base, "__len__") else [base] * count)
    return [value or 0.0 for value in known]


def floats(values) -> list[float | None]:
    """Numbers of a trace; None for what is missing or no number."""
    numbers = pd.to_numeric(pd.Series(as_list(values), dtype="object"), errors="coerce")
    return [None if not math.isfinite(number) else float(number) for number in numbers.astype("float64")]


def as_list(values) -> list:
    """A list of one value, of several, or of none."""
    return [] if values is None else [values] if isinstance(values, str) else list(values)


def plain(text) -> str:
    """A text of a figure without its marks; nothing for a missing one."""
    return (
        words.plain(_TAG.sub("", re.sub(r"<br\s*/?>", " ", "" if text is None else str(text))))
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
    )
