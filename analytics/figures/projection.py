"""The base year by year as a few numbers project it: its lines above, what moves it below."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("base", "acquired", "lost", "ceiling", "peak", "customers_per_year", "format_count")
DASHES, SYMBOLS = ("solid", "dash"), ("—", "- -")
GAP_PIXELS, UPPER_SHARE = 44, 0.55


def base_by_year(
    paths: Sequence[tuple[str, pd.DataFrame]],
    *,
    words: theme.Words,
    year_title: str,
    ceiling: float | None = None,
    peak_year: int | None = None,
    with_base: bool = True,
    mode: str = "light",
    height: int = 460,
) -> go.Figure:
    """Lines of the base, one or two; bars of those acquired and lost in the first path.

    paths : (name, table as from `five_numbers.project`); the first is drawn solid, the second dashed
    year_title : the reader's word for the axis of years; ceiling : drawn dotted where it lies in sight
    peak_year : year of the first path to mark; with_base : False leaves the lines out, for a question to be answered
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, barmode="relative", showlegend=False)
    flows = paths[0][1]
    lower = theme.key_line(
        theme.say(words, "customers_per_year"),
        [("■", colour[part], theme.say(words, part)) for part in ("acquired", "lost")],
    )
    gap = (GAP_PIXELS + theme.LINE_PIXELS * lower.count("<br>")) / height
    upper, below = ([UPPER_SHARE + gap / 2, 1.0], [0.0, UPPER_SHARE - gap / 2]) if with_base else (None, [0.0, 1.0])
    _add_flows(fig, flows, words, colour, below)
    if upper is None:
        fig.update_layout(xaxis_anchor="y2", margin_t=theme.TITLE_ROOM + 6)
        fig.add_annotation(theme.panel_title(lower, mode=mode))
    else:
        keys = _add_lines(fig, paths, words, colour, upper, ceiling)
        theme.add_key(fig, theme.say(words, "base"), keys, mode=mode)
        fig.add_annotation(theme.panel_title(lower, mode=mode, y=below[1]))
        _mark_peak(fig, flows, words, colour, peak_year)
    last = int(flows["year"].max())
    fig.update_xaxes(title_text=year_title, tickmode="array", tickvals=_ticks(last), range=[0.4, last + 0.6])
    return fig


def _ticks(last: int) -> list[int]:
    step = 1 if last <= 12 else 2 if last <= 24 else 5
    return [year for year in range(1, last + 1) if step == 1 or year % step == 0]


def _add_flows(fig, flows, words, colour, domain) -> None:
    for part, sign in (("acquired", 1), ("lost", -1)):
        fig.add_bar(
            x=flows["year"], y=sign * flows[part], yaxis="y2", name=theme.say(words, part),
            marker={"color": colour[part], "line": {"width": 0}},
            customdata=theme.formatted(words, "count", flows[part]), hovertemplate="%{x}: %{customdata}",
        )  # fmt: skip
    up, down = max(float(flows["acquired"].max()), 1.0), float(flows["lost"].max())
    fig.update_layout(
        yaxis2={**theme.value_axis(words, "count", -down * 1.06, up * 1.06), "domain": domain, "anchor": "x"},
        xaxis_anchor="y2",
    )


def _add_lines(fig, paths, words, colour, domain, ceiling) -> list[tuple[str, str, str]]:
    keys = []
    for (name, path), dash, symbol in zip(paths, DASHES, SYMBOLS, strict=False):
        fig.add_scatter(
            x=path["year"], y=path["closing"], yaxis="y", mode="lines", name=name,
            line={"color": colour["base"], "width": 2.5, "dash": dash},
            customdata=theme.formatted(words, "count", path["closing"]), hovertemplate="%{x}: %{customdata}",
        )  # fmt: skip
        if len(paths) > 1:
            keys.append((symbol, colour["base"], name))
    top = max(max(float(path["closing"].max()) for _, path in paths), 1.0)
    in_sight = ceiling is not None and ceiling <= 1.6 * top
    if in_sight:
        top = max(top, ceiling)
        line = {"color": colour["soft_ink"], "width": 1.5, "dash": "dot"}
        fig.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=ceiling, y1=ceiling, yref="y", line=line)
        keys.append(("···", colour["soft_ink"], f"{theme.say(words, 'ceiling')} {words['format_count'](ceiling)}"))
    fig.update_layout(yaxis={**theme.value_axis(words, "count", 0.0, top * 1.16, count=4), "domain": domain})
    return keys


def _mark_peak(fig, path, words, colour, peak_year) -> None:
    found = path[path["year"] == peak_year]
    if found.empty:
        return
    base = float(found["closing"].iloc[0])
    text = f"<b>{theme.say(words, 'peak')} {words['format_count'](base)}</b>"
    place = {"x": peak_year, "y": base, "yref": "y", "ax": 0, "ay": -18, "arrowwidth": 1, "arrowhead": 0}
    fig.add_annotation(text=text, arrowcolor=colour["base"], font={"size": 12}, **place)
