"""Mountain or smile: the base above, what moves it below, one shared time axis."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "base", "acquired", "won_back", "lost", "net", "ceiling", "peak", "not_yet_observable", "incomplete",
    "customers_per_month", "customers_per_quarter", "customers_per_year", "format_count", "format_period",
)  # fmt: skip
MONTHS = {"month": 1, "quarter": 3, "year": 12}
FLOW_SIGNS = {"acquired": 1, "won_back": 1, "lost": -1}
GAP_PIXELS = 44  # between the panels: the lower title
UPPER_SHARE = 0.5


def stock_and_flow(
    flow: pd.DataFrame, *, words: theme.Words, grain: str, mode: str = "light", shape=None, height: int = 500
) -> go.Figure:
    """The base as a line and area above; acquired and won back up, lost down, net dotted, below.

    flow : as from `movement.by_period`
    grain : month, quarter or year
    shape : as from `movement.shape_of`; its figures peak_base and ceiling are drawn where they exist
    Burn-in periods are shaded and named; incomplete ones are hatched, and the base's line to them is dashed.
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(
        mode, height=height, barmode="relative", hovermode="x unified", hoversubplots="axis", showlegend=False
    )
    facts = shape.figures if shape is not None else {}
    _add_stock(fig, flow, words, colour, grain)
    _add_flows(fig, flow, words, colour, grain)
    lower = theme.key_line(theme.say(words, f"customers_per_{grain}"), _flow_key(flow, words, colour))
    _axes(fig, flow, words, grain, facts, gap_pixels=GAP_PIXELS + theme.LINE_PIXELS * lower.count("<br>"))
    theme.add_key(fig, theme.say(words, "base"), _stock_key(flow, words, colour, facts), mode=mode)
    fig.add_annotation(theme.panel_title(lower, mode=mode, y=fig.layout.yaxis2.domain[1]))
    if len(flow):
        _mark_burn_in(fig, flow, colour, grain)
        _mark_facts(fig, flow, words, colour, grain, facts)
    return fig


def _along(flow: pd.DataFrame, grain: str) -> dict:
    """Each period as a whole on the time axis: drawn at its middle, named by its start."""
    period = f"M{MONTHS[grain]}"
    return {"x": flow["period_start"], "xperiod": period, "xperiodalignment": "middle"}


def _add_stock(fig, flow, words, colour, grain) -> None:
    complete = ~flow["is_incomplete"].astype(bool)
    closing = flow["closing"]
    common = {**_along(flow, grain), "yaxis": "y", "mode": "lines"}
    fill = theme.faded(colour["quiet"], 0.16)
    fig.add_scatter(
        **common, y=closing.where(complete), name=theme.say(words, "base"),
        line={"color": colour["base"], "width": 2.5}, fill="tozeroy", fillcolor=fill,
        customdata=theme.formatted(words, "count", closing), hovertemplate="%{customdata}",
    )  # fmt: skip
    if not complete.all():
        near = ~complete | ~complete.shift(-1, fill_value=True) | ~complete.shift(1, fill_value=True)
        fig.add_scatter(
            **common, y=closing.where(near), name=theme.say(words, "incomplete"), hoverinfo="skip",
            line={"color": colour["base"], "width": 2, "dash": "dot"},
        )  # fmt: skip


def _add_flows(fig, flow, words, colour, grain) -> None:
    along = _along(flow, grain)
    hatch = ["/" if cut else "" for cut in flow["is_incomplete"]]
    for measure in _shown(flow):
        pattern = {"shape": hatch, "fgcolor": colour["ground"], "fillmode": "overlay", "size": 6}
        fig.add_bar(
            **along, y=FLOW_SIGNS[measure] * flow[measure], yaxis="y2", name=theme.say(words, measure),
            marker={"color": colour[measure], "pattern": pattern, "line": {"width": 0}},
            customdata=theme.formatted(words, "count", flow[measure]), hovertemplate="%{customdata}",
        )  # fmt: skip
    net = flow["closing"] - flow["opening"]
    fig.add_scatter(
        **along, y=net, yaxis="y2", name=theme.say(words, "net"), mode="lines",
        line={"color": colour["base"], "width": 1.5, "dash": "dot"},
        customdata=theme.formatted(words, "count", net), hovertemplate="%{customdata}",
    )  # fmt: skip


def _axes(fig, flow, words, grain, facts, *, gap_pixels: int) -> None:
    top = float(flow["closing"].max()) if len(flow) else 1.0
    ceiling = facts.get("ceiling") or 0.0
    top = max(top, ceiling if ceiling <= 1.6 * top else 0.0, 1.0)
    up = max(float((flow["acquired"] + flow["won_back"]).max()), 1.0) if len(flow) else 1.0
    down = float(flow["lost"].max()) if len(flow) else 0.0
    gap = gap_pixels / fig.layout.height
    fig.update_layout(
        xaxis={**theme.time_axis(len(flow), grain), "anchor": "y2", "showspikes": True, "spikethickness": 1},
        yaxis={**theme.value_axis(words, "count", 0.0, top * 1.16, count=4), "domain": [UPPER_SHARE + gap / 2, 1.0]},
        yaxis2={**theme.value_axis(words, "count", -down * 1.06, up * 1.06), "domain": [0.0, UPPER_SHARE - gap / 2]},
        yaxis2_anchor="x",
    )


def _stock_key(flow, words, colour, facts) -> list[tuple[str, str, str]]:
    """What the upper panel shows beside the base; labels at the lines would run into them on a phone."""
    keys = []
    if facts.get("ceiling"):
        keys.append(
            (
                "- -",
                colour["soft_ink"],
                f"{theme.say(words, 'ceiling')} {words['format_count'](round(facts['ceiling']))}",
            )
        )
    if flow["is_burn_in"].any():
        keys.append(("■", theme.faded(colour["quiet"], 0.5), theme.say(words, "not_yet_observable")))
    if flow["is_incomplete"].any():
        keys.append(("···", colour["base"], theme.say(words, "incomplete")))
    return keys


def _flow_key(flow, words, colour) -> list[tuple[str, str, str]]:
    flows = [("■", colour[measure], theme.say(words, measure)) for measure in _shown(flow)]
    return [*flows, ("···", colour["base"], theme.say(words, "net"))]


def _shown(flow) -> list[str]:
    return [measure for measure in FLOW_SIGNS if measure != "won_back" or flow[measure].any()]


def _mark_burn_in(fig, flow, colour, grain) -> None:
    burning = flow[flow["is_burn_in"].astype(bool)]
    if burning.empty:
        return
    start = burning["period_start"].iloc[0]
    end = burning["period_start"].iloc[-1] + pd.DateOffset(months=MONTHS[grain])
    for axis in ("y domain", "y2 domain"):
        fig.add_shape(
            type="rect",
            x0=start,
            x1=end,
            y0=0,
            y1=1,
            yref=axis,
            fillcolor=colour["quiet"],
            opacity=0.16,
            line_width=0,
            layer="below",
        )


def _mark_facts(fig, flow, words, colour, grain, facts) -> None:
    half = pd.Timedelta(days=MONTHS[grain] * 365.25 / 24)
    peak, base = facts.get("peak_on"), facts.get("peak_base")
    if peak is not None and peak in set(flow["period_start"]) and peak < facts.get("last_period", peak):
        share = (flow["period_start"] <= peak).mean()
        anchor = "left" if share < 0.25 else "right" if share > 0.75 else "center"
        text = f"{theme.say(words, 'peak')} {words['format_count'](base)}, {words['format_period'](peak, grain)}"
        fig.add_annotation(
            x=peak + half,
            y=base,
            yref="y",
            text=f"<b>{text}</b>",
            ay=-18,
            ax=0,
            arrowwidth=1,
            arrowhead=0,
            xanchor=anchor,
            arrowcolor=colour["base"],
            font={"size": 12},
        )
    ceiling = facts.get("ceiling")
    if ceiling and ceiling <= fig.layout.yaxis.range[1]:
        line = {"color": colour["soft_ink"], "width": 1.5, "dash": "dash"}
        fig.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=ceiling, y1=ceiling, yref="y", line=line)
