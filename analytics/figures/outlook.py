"""The look forward: what was, what is to come with its interval, and scenarios; flows below, one shared time axis."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "base", "acquired", "won_back", "lost", "on_course", "interval", "forecast_then", "what_came", "customers_per_month",
    "customers_per_quarter", "customers_per_year", "format_count", "format_percent",
)  # fmt: skip
COVERAGE = 0.80
MONTHS = {"month": 1, "quarter": 3, "year": 12}
SIGNS = {"acquired": 1, "won_back": 1, "lost": -1}
DASHES, SYMBOLS = ("solid", "dot", "dashdot", "longdash", "longdashdot"), ("—", "···", "-·-", "– –", "–·–")
GAP_PIXELS, UPPER_SHARE = 44, 0.48
TO_COME = 0.5  # opacity of bars that have not come yet


def base_ahead(
    past: pd.DataFrame,
    ahead: pd.DataFrame,
    scenarios: Sequence[tuple[str, pd.DataFrame]] = (),
    *,
    words: theme.Words,
    grain: str,
    mode: str = "light",
    height: int = 540,
) -> go.Figure:
    """The base with its forecast and scenarios above, flows below.

    past : period_start, closing, acquired, won_back, lost; ahead : period_start, base, low, high, acquired, won_back, lost
    scenarios : (name, period_start and the same columns without low and high); the flows drawn ahead are of the first
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(
        mode, height=height, barmode="relative", hovermode="x unified", hoversubplots="axis", showlegend=False
    )
    keys = [("- -", colour["base"], theme.say(words, "on_course"))]
    if ahead["low"].notna().any():
        _add_band(fig, past, ahead, colour, grain)
        keys.append(("■", theme.faded(colour["base"], 0.3), _covered(words)))
    _add_base(fig, past, ahead, words, colour, grain)
    for (name, path), dash, symbol in zip(scenarios, DASHES, SYMBOLS, strict=False):
        _add_scenario(fig, past, path, theme.plain(name), words, colour, grain, dash)
        keys.append((symbol, colour["value"], theme.plain(name)))
    flows = scenarios[0][1] if scenarios else ahead
    lower = theme.key_line(
        theme.say(words, f"customers_per_{grain}"), _add_flows(fig, past, flows, words, colour, grain)
    )
    _axes(fig, past, ahead, scenarios, flows, words, grain, gap=GAP_PIXELS + theme.LINE_PIXELS * lower.count("<br>"))
    theme.add_key(fig, theme.say(words, "base"), keys, mode=mode)
    fig.add_annotation(theme.panel_title(lower, mode=mode, y=fig.layout.yaxis2.domain[1]))
    return fig


def then_and_now(past, then, *, words: theme.Words, grain: str, mode: str = "light", height: int = 300) -> go.Figure:
    """The forecast made some time ago with its interval, and what came.

    past : period_start, closing; then : period_start, expected, low, high of the base
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, hovermode="x unified", showlegend=False)
    before = past[past["period_start"] < then["period_start"].iloc[0]]
    ahead = then.rename(columns={"expected": "base"})
    keys = [
        ("—", colour["base"], theme.say(words, "what_came")),
        ("- -", colour["value"], theme.say(words, "forecast_then")),
    ]
    if ahead["low"].notna().any():
        _add_band(fig, before, ahead, colour, grain, role="value")
        keys.append(("■", theme.faded(colour["value"], 0.3), _covered(words)))
    _line(fig, past["period_start"], past["closing"], theme.say(words, "what_came"), words, grain, color=colour["base"])
    days, values = _joined(before, ahead, "base")
    _line(fig, days, values, theme.say(words, "forecast_then"), words, grain, color=colour["value"], dash="dash")
    highest = max(float(past["closing"].max()), float(ahead["high"].fillna(ahead["base"]).max()))
    fig.update_layout(
        xaxis=theme.time_axis(len(past), grain), yaxis=theme.value_axis(words, "count", 0.0, highest * 1.12, count=4)
    )
    theme.add_key(fig, theme.say(words, "base"), keys, mode=mode)
    return fig


def _covered(words) -> str:
    return theme.say(words, "interval").format(coverage=words["format_percent"](COVERAGE))


def _joined(past, ahead, column):
    """Dates and values of the forecast, from the last known base on so that the line does not break."""
    if past.empty:
        return ahead["period_start"], ahead[column]
    dates = pd.concat([past["period_start"].iloc[-1:], ahead["period_start"]], ignore_index=True)
    return dates, pd.concat([past["closing"].iloc[-1:].astype("float64"), ahead[column]], ignore_index=True)


def _place(grain):
    return {"xperiod": f"M{MONTHS[grain]}", "xperiodalignment": "middle"}


def _line(fig, dates, values, name, words, grain, *, color, dash="solid", width=2.5):
    fig.add_scatter(
        x=dates, y=values, **_place(grain), mode="lines", name=name, yaxis="y",
        line={"color": color, "width": width, "dash": dash},
        customdata=theme.formatted(words, "count", values.round()), hovertemplate="%{customdata}",
    )  # fmt: skip


def _add_band(fig, past, ahead, colour, grain, *, role="base") -> None:
    for column, fill in (("high", None), ("low", "tonexty")):
        dates, values = _joined(past, ahead, column)
        fig.add_scatter(
            x=dates, y=values, **_place(grain), mode="lines", line={"width": 0}, hoverinfo="skip", yaxis="y",
            fill=fill, fillcolor=theme.faded(colour[role], theme.BAND[COVERAGE] * 0.7),
        )  # fmt: skip


def _add_base(fig, past, ahead, words, colour, grain) -> None:
    _line(fig, past["period_start"], past["closing"], theme.say(words, "base"), words, grain, color=colour["base"])
    dates, values = _joined(past, ahead, "base")
    _line(fig, dates, values, theme.say(words, "on_course"), words, grain, color=colour["base"], dash="dash")


def _add_scenario(fig, past, path, name, words, colour, grain, dash) -> None:
    dates, values = _joined(past, path, "base")
    _line(fig, dates, values, name, words, grain, color=colour["value"], dash=dash)


def _add_flows(fig, past, flows, words, colour, grain) -> list[tuple[str, str, str]]:
    shown = [name for name in SIGNS if name != "won_back" or past[name].any() or flows[name].any()]
    for rows, opacity in ((past, 1.0), (flows, TO_COME)):
        for name in shown:
            values = rows[name].astype("float64")
            fig.add_bar(
                x=rows["period_start"], y=SIGNS[name] * values, **_place(grain), yaxis="y2", opacity=opacity,
                name=theme.say(words, name), marker={"color": colour[name], "line": {"width": 0}},
                customdata=theme.formatted(words, "count", values.round()), hovertemplate="%{customdata}",
            )  # fmt: skip
    return [("■", colour[name], theme.say(words, name)) for name in shown]


def _axes(fig, past, ahead, scenarios, flows, words, grain, *, gap) -> None:
    tops = [past["closing"], ahead["high"].fillna(ahead["base"]), *(path["base"] for _, path in scenarios)]
    top = max(max(float(values.max()) for values in tops), 1.0)
    up = max(*(float((rows["acquired"] + rows["won_back"]).max()) for rows in (past, flows)), 1.0)
    down = max(float(rows["lost"].max()) for rows in (past, flows))
    share = gap / fig.layout.height
    fig.update_layout(
        xaxis={**theme.time_axis(len(past) + len(ahead), grain), "anchor": "y2"},
        yaxis={**theme.value_axis(words, "count", 0.0, top * 1.12, count=4), "domain": [UPPER_SHARE + share / 2, 1.0]},
        yaxis2={**theme.value_axis(words, "count", -down * 1.06, up * 1.06), "domain": [0.0, UPPER_SHARE - share / 2]},
        yaxis2_anchor="x",
    )
