"""Kaplan-Meier curves with their band."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("interval", "median", "at_risk", "format_percent", "format_count")


def survival_curve(
    curve: pd.DataFrame,
    *,
    words: theme.Words,
    title: str,
    age_title: str,
    coverage: float = 0.95,
    inner: pd.DataFrame | None = None,
    inner_coverage: float = 0.80,
    falling: bool = True,
    middle=None,
    mode: str = "light",
    height: int = 360,
) -> go.Figure:
    """Share still there by age (or, not `falling`, share that has done it), in steps, with its interval.

    curve : as from `survival.kaplan_meier`; coverage : the one it was made with, named in the key
    inner, inner_coverage : the same curve with a narrower interval, drawn darker, or None
    title, age_title : the reader's words for the share and for the age, e.g. "Still in the base", "Age, months"
    middle : as from `survival.median`, or None: marked where it exists
    """
    colour = theme.COLOURS[mode]
    seen = curve.dropna(subset=["survival"])
    share, low, high = (seen[c] if falling else 1 - seen[c] for c in ("survival", "low", "high"))
    fig = theme.figure(mode, height=height, showlegend=False)
    bands = [(coverage, seen)] if inner is None else [(coverage, seen), (inner_coverage, inner)]
    keys = [_add_band(fig, band, covers, words, colour, falling=falling) for covers, band in bands]
    parts = [theme.formatted(words, "percent", part) for part in (share, low, high)]
    counts = theme.formatted(words, "count", seen["at_risk"])
    texts = [
        f"{age_title}: {age}<br><b>{middle_share}</b> ({one} – {other})<br>{theme.say(words, 'at_risk')}: {n}"
        for age, middle_share, one, other, n in zip(seen["age"], *parts, counts, strict=True)
    ]
    fig.add_scatter(
        x=seen["age"], y=share, mode="lines", line={"color": colour["base"], "width": 2.5, "shape": "hv"},
        customdata=texts, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    if middle is not None and middle.age is not None:
        _mark_median(fig, middle.age, words, colour, falling=falling)
    theme.add_key(fig, title, keys, mode=mode)
    fig.update_layout(
        xaxis={"title": {"text": age_title}, "rangemode": "tozero", "tickangle": 0},
        yaxis=theme.value_axis(words, "percent", 0.0, 1.03),
    )
    return fig


def _add_band(fig, curve, coverage: float, words, colour, *, falling: bool) -> tuple[str, str, str]:
    """Draws one interval and returns its entry in the key."""
    seen = curve.dropna(subset=["survival"])
    opacity = theme.BAND.get(coverage, 0.2)
    line = {"x": seen["age"], "mode": "lines", "hoverinfo": "skip", "line": {"width": 0, "shape": "hv"}}
    for place, column in enumerate(("high", "low")):
        fill = {"fill": "tonexty", "fillcolor": theme.faded(colour["base"], opacity)} if place else {}
        fig.add_scatter(**line, y=seen[column] if falling else 1 - seen[column], **fill)
    named = theme.say(words, "interval").format(coverage=words["format_percent"](coverage))
    return "■", theme.faded(colour["base"], 2 * opacity), named


def _mark_median(fig, age: float, words, colour, *, falling: bool) -> None:
    line = {"color": colour["soft_ink"], "width": 1.5, "dash": "dash"}
    fig.add_shape(type="line", x0=age, x1=age, y0=0, y1=0.5, line=line)
    fig.add_shape(type="line", x0=0, x1=age, y0=0.5, y1=0.5, line=line)
    fig.add_annotation(
        x=age, y=0.5, xanchor="left", yanchor="bottom" if falling else "top", xshift=5, showarrow=False,
        text=f"{theme.say(words, 'median')} {age:g}", font={"size": 12, "color": colour["ink"]},
    )  # fmt: skip
