"""The table behind a picture that brings none along: what is drawn, mark by mark, as the reader is told on hover."""

import re

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.i18n import _

MOST_ROWS = 5000
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<br\s*/?>")


def of(figure: go.Figure) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows of what a figure draws, and the names of their columns; empty where nothing of it carries a figure.

    Reference lines and marks that say nothing on hover are left out. Columns: series, across, value, and where the
    figure writes them, the words shown on hover.
    """
    parts = [_rows(trace, figure) for trace in figure.data if trace.hoverinfo != "skip"]
    parts = [part for part in parts if not part.empty]
    if not parts:
        return pd.DataFrame(), {}
    rows = pd.concat(parts, ignore_index=True).iloc[:MOST_ROWS]
    names = {"series": _("Series"), "across": _axis(figure, "xaxis"), "value": _("Figure"), "shown": _("As shown")}
    kept = [name for name in names if rows[name].astype(str).str.len().gt(0).any()]
    return rows[kept], {name: names[name] for name in kept}


def _rows(trace, figure: go.Figure) -> pd.DataFrame:
    if trace.type == "heatmap":
        return _cells(trace, figure)
    x, y = _list(trace.x), _list(trace.y)
    if not x or len(x) != len(y):
        return pd.DataFrame()
    lies = getattr(trace, "orientation", None) == "h"
    across, value = (_named(y, figure.layout.yaxis), x) if lies else (_named(x, figure.layout.xaxis), y)
    shown = [_plain(text) for text in _list(trace.customdata)] if trace.customdata is not None else []
    shown = shown if len(shown) == len(x) else [""] * len(x)
    columns = {
        "series": _plain(trace.name),
        "across": [_plain(each) for each in across],
        "value": value,
        "shown": shown,
    }
    rows = pd.DataFrame(columns)
    return rows.assign(value=pd.to_numeric(rows["value"], errors="coerce")).dropna(subset=["value"])


def _named(places: list, axis) -> list:
    """Places of a list by the words that the axis writes for them, where it does so for each."""
    words = dict(zip(_list(axis.tickvals), _list(axis.ticktext), strict=False))
    return [words[each] for each in places] if words and all(each in words for each in places) else places


def _cells(trace, figure: go.Figure) -> pd.DataFrame:
    """A heat map, cell by cell; empty cells are not observed."""
    rows, columns = _named(_list(trace.y), figure.layout.yaxis), _named(_list(trace.x), figure.layout.xaxis)
    z = pd.DataFrame([list(row) for row in trace.z], index=rows or None, columns=columns or None)
    long = z.rename_axis(index="series", columns="across").stack().dropna().rename("value").reset_index()
    return long.assign(series=long["series"].map(_plain), across=long["across"].map(_plain), shown="")


def _list(values) -> list:
    return [] if values is None else list(values)


def _plain(text) -> str:
    """Words without marks of layout; a date without its midnight. Of several texts the last, which is the fullest."""
    if text is None:
        return ""
    if isinstance(text, list | tuple | np.ndarray):
        text = text[-1] if len(text) else ""
    return (
        _TAG.sub("", _BREAK.sub(" · ", str(text)))
        .removesuffix(" 00:00:00")
        .removesuffix("T00:00:00.000000000")
        .removesuffix("T00:00:00.000000")
    )


def _axis(figure: go.Figure, name: str) -> str:
    title = figure.layout[name].title.text
    return _plain(title) if title else _("Across")
