"""The series of a panel: a trace's values at the panel's places, its look, and a name that tells it from the others."""

from dataclasses import dataclass, field

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


def on_categories(trace, places: dict, count: int) -> Series:
    """The series with a value, or None, for each of `count` categories; places: raw place -> number of its category."""
    series = _styled(trace)
    series.values = [None] * count
    for place, value in zip(figure_parts.places_of(trace), figure_parts.floats(trace.y), strict=False):
        series.values[places[place]] = value
    return series


def on_numbers(trace) -> Series:
    """The series with the places of its values along a numeric axis."""
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


def named(series: list[Series], traces: list, title: str, keys: dict[str, str]) -> list[Series]:
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


def with_forecasts(series: list[Series]) -> list[Series]:
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


def joined(series: list[Series]) -> list[Series]:
    """Bars of one name in several colours, which share no place, as one series."""
    made: list[Series] = []
    for one in series:
        same = next((other for other in made if other.name == one.name and other.shape == one.shape == "bar"), None)
        if same is None or overlap([same, one]):
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


def overlap(series: list[Series]) -> bool:
    """Two bars stand at one place."""
    bars = [one.values for one in series if one.shape == "bar"]
    return any(sum(value is not None for value in place) > 1 for place in zip(*bars, strict=False))
