"""How value is spread and held: histogram by logarithmic bins, Lorenz curve."""

import math

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "customers", "value_per_customer", "no_value", "value_share", "customer_share", "equal_customers",
    "top_customers_hold", "format_count", "format_money", "format_percent",
)  # fmt: skip
MOST_BARS = 45
GROUPS = (1, 2, 4, 5, 10, 20)  # bins to a bar: divisors of a decade's twenty, so that powers of ten stay edges
TAIL = 0.001  # share of customers at either end that may stand together in one bar


def value_histogram(bins: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 320) -> go.Figure:
    """Customers by value, on bins of equal logarithmic width; customers without value apart at the left.

    bins : value_bin, low, high (money; bin 0 holds zero and below, the last is open), customers; one row a bin
    Neighbouring bins share a bar where there are many, and so do the outermost .1 % of customers at either end; hover
    tells each bar's range.
    """
    colour = theme.COLOURS[mode]
    none = float(bins.loc[bins["value_bin"] == 0, "customers"].sum())
    bars = _bars(bins[(bins["customers"] > 0) & (bins["value_bin"] > 0)])
    fig = theme.figure(mode, height=height, showlegend=False, bargap=0.08)
    if none:
        apart = f"{theme.say(words, 'no_value')}: {words['format_count'](none)}"
        _draw(fig, [-3], [none], [apart], colour["quiet"])
    ranges = [_range(words, low, high) for low, high in zip(bars["low"], bars["high"], strict=True)]
    counts = theme.formatted(words, "count", bars["customers"])
    hover = [f"{span}<br>{theme.say(words, 'customers')}: {n}" for span, n in zip(ranges, counts, strict=True)]
    _draw(fig, bars.index, bars["customers"], hover, colour["value"])
    ticks = ([(-3, theme.say(words, "no_value"))] if none else []) + _decades(words, bars)
    fig.update_layout(
        xaxis={"tickmode": "array", "tickvals": [at for at, _ in ticks], "ticktext": [text for _, text in ticks]},
        xaxis_title_text=theme.say(words, "value_per_customer"),
        xaxis_tickangle=0,
        yaxis=theme.value_axis(words, "count", 0.0, max(bars["customers"].max() if len(bars) else 0, none, 1) * 1.08),
    )
    fig.add_annotation(theme.panel_title(theme.say(words, "customers"), mode=mode))
    return fig


def _draw(fig, x, y, hover, fill) -> None:
    fig.add_bar(x=x, y=y, marker={"color": fill}, customdata=hover, hovertemplate="%{customdata}<extra></extra>")


def _bars(filled: pd.DataFrame) -> pd.DataFrame:
    """Bins gathered into bars, numbered from 0 without gaps: low, high, customers."""
    if filled.empty:
        return filled[["low", "high", "customers"]]
    rows = filled.sort_values("value_bin")
    below = rows["customers"].cumsum() / rows["customers"].sum()
    first = int(rows.loc[below > TAIL, "value_bin"].iloc[0])
    last = int(rows.loc[below >= 1 - TAIL, "value_bin"].iloc[0])
    width = next((g for g in GROUPS if (last - first) / g < MOST_BARS), GROUPS[-1])
    place = (rows["value_bin"].clip(first, last) - 1) // width
    bars = rows.groupby(place).agg(low=("low", "first"), high=("high", "last"), customers=("customers", "sum"))
    bars = bars.reindex(range(int(place.min()), int(place.max()) + 1))
    return bars.fillna({"customers": 0}).reset_index(drop=True)


def _range(words, low, high) -> str:
    return " – ".join(words["format_money"](end) for end in (low, high) if end == end)


def _decades(words, bars: pd.DataFrame) -> list[tuple[float, str]]:
    """Ticks at the powers of ten; every second one from six on."""
    found = []
    for at, low in bars["low"].iloc[1:].items():
        power = math.log10(low) if low == low and low > 0 else 0.5
        if abs(power - round(power)) < 1e-6:
            found.append((at - 0.5, words["format_money"](low)))
    return found[:: 2 if len(found) >= 6 else 1]


def lorenz(
    curve: pd.DataFrame,
    *,
    words: theme.Words,
    mode: str = "light",
    marks: tuple[float, ...] = (0.2,),
    height: int = 360,
) -> go.Figure:
    """Share of the value held by the best customers, against the line of equal customers.

    curve : customer_share, value_share (as from `concentration.lorenz` or `lorenz_from_bins`), both from 0
    marks : customer shares at which the value share is written; those without a point of the curve nearby are left out
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    equal = {"color": colour["soft_ink"], "width": 1.5, "dash": "dot"}
    fig.add_scatter(x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", line=equal)
    shares = [theme.formatted(words, "percent", curve[column]) for column in ("customer_share", "value_share")]
    hover = [words["top_customers_hold"].format(customers=c, value=v) for c, v in zip(*shares, strict=True)]
    fig.add_scatter(
        x=curve["customer_share"], y=curve["value_share"], mode="lines", line={"color": colour["value"], "width": 2.5},
        fill="tonexty", fillcolor=theme.faded(colour["value"], 0.12), customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    for mark in marks if len(curve) else ():
        near = curve.iloc[(curve["customer_share"] - mark).abs().argmin()]
        if abs(near["customer_share"] - mark) < 0.005:
            _mark_share(fig, near, words, colour)
    top = max(1.0, float(curve["value_share"].max()) if len(curve) else 1.0)
    across = theme.value_axis(words, "percent", 0.0, 1.0, count=4)
    fig.update_layout(
        xaxis={**across, "title": {"text": theme.say(words, "customer_share")}, "tickangle": 0},
        yaxis=theme.value_axis(words, "percent", 0.0, top * 1.03, count=4),
        margin_r=28,
    )
    fig.add_annotation(theme.panel_title(theme.say(words, "value_share"), mode=mode))
    font = {"size": 11, "color": colour["soft_ink"]}
    # Well below the line of equality, where no curve and no mark of a share comes.
    place = {"x": 0.34, "y": 0.3, "yanchor": "top", "xanchor": "left", "xshift": 4, "showarrow": False}
    fig.add_annotation(text=theme.say(words, "equal_customers"), font=font, **place)
    return fig


def _mark_share(fig, point, words, colour) -> None:
    x, y = float(point["customer_share"]), float(point["value_share"])
    text = words["top_customers_hold"].format(customers=words["format_percent"](x), value=words["format_percent"](y))
    fig.add_scatter(x=[x], y=[y], mode="markers", marker={"color": colour["value"], "size": 9}, hoverinfo="skip")
    place = {"x": x, "y": y, "xanchor": "left", "yanchor": "top", "xshift": 9, "yshift": -2, "showarrow": False}
    fig.add_annotation(text=f"<b>{text}</b>", **place)
