"""Moves between grades as a heat map: grade then downwards, grade now to the right."""

import textwrap
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("grade_then", "grade_now", "count_customers", "of_the_grade", "format_count", "format_percent")
ROW_PIXELS = 46
LINE_PIXELS = 14
FEW_COLUMNS, NEIGHBOUR_LETTERS = 6, 12  # what two names beside each other may hold together on a phone
COLUMN_LETTERS, COLUMN_SIGNS = 9, 4  # of a column's name in a line, Latin letters or Chinese signs: a phone's column


def migration_heatmap(
    cells: pd.DataFrame, *, words: theme.Words, names: dict[str, str], mode: str = "light"
) -> go.Figure:
    """Customers in each cell, coloured by their share of the grade they came from; staying is the outlined diagonal.

    cells : as from `migration.table`; names : grade -> as the reader reads it
    """
    befores, nows = list(dict.fromkeys(cells["grade_before"])), list(dict.fromkeys(cells["grade"]))
    fig = theme.figure(mode, height=ROW_PIXELS * len(befores) + 90, showlegend=False)
    shaded = cells.assign(
        hover=[_hover(row, words, names) for row in cells.itertuples()],
        x=[nows.index(now) for now in cells["grade"]],
        y=[befores.index(before) for before in cells["grade_before"]],
    )
    shape = {"index": "y", "columns": "x"}
    fig.add_heatmap(
        z=shaded.pivot(**shape, values="share").to_numpy(float), zmin=0, zmax=1, showscale=False, xgap=2, ygap=2,
        colorscale=[list(stop) for stop in theme.scale(mode)], hoverongaps=False,
        customdata=shaded.pivot(**shape, values="hover").to_numpy(), hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    told = shaded[shaded["customers"] > 0]
    ground = theme.COLOURS[mode]["base"]
    fig.add_scatter(
        x=told["x"], y=told["y"], mode="text", hoverinfo="text", hovertext=told["hover"],
        text=theme.formatted(words, "count", told["customers"]),
        textfont={
            "size": 12,
            "color": [theme.ink_on(theme.colour_at(mode, s)) if s == s else ground for s in told["share"]],
        },
    )  # fmt: skip
    line = {"color": theme.COLOURS[mode]["base"], "width": 1.5}
    for place, grade in enumerate(nows):
        if grade in befores and grade != "out":
            y = befores.index(grade)
            fig.add_shape(type="rect", x0=place - 0.48, x1=place + 0.48, y0=y - 0.48, y1=y + 0.48, line=line)
    _axes(fig, befores, nows, names)
    title = f"{theme.say(words, 'grade_then')} ↓\u2003{theme.say(words, 'grade_now')} →"
    lines = max(name.count("<br>") for name in _columns(nows, names))
    fig.add_annotation(theme.panel_title(title, mode=mode, yshift=26 + LINE_PIXELS * lines))
    fig.update_layout(margin_t=64 + LINE_PIXELS * lines, margin_r=16)
    return fig


def _axes(fig: go.Figure, befores: list[str], nows: list[str], names: dict[str, str]) -> None:
    plain = {"showgrid": False, "zeroline": False, "tickmode": "array", "tickangle": 0, "ticks": ""}
    fig.update_xaxes(
        side="top", tickvals=list(range(len(nows))), ticktext=_columns(nows, names),
        range=[-0.5, len(nows) - 0.5], ticklabeloverflow="allow", **plain,
    )  # fmt: skip
    fig.update_yaxes(
        tickvals=list(range(len(befores))), ticktext=[theme.plain(names[before]) for before in befores],
        range=[len(befores) - 0.5, -0.5], ticklabelstandoff=6, **plain,
    )  # fmt: skip


def _columns(nows: list[str], names: dict[str, str]) -> list[str]:
    """The columns' names; every other one a line higher where neighbours would run into each other on a phone."""
    wrapped = [_wrapped(names[now]) for now in nows]
    widths = [max(len(line) for line in name.split("<br>")) for name in wrapped]
    if len(nows) > FEW_COLUMNS and max(a + b for a, b in pairwise(widths)) > NEIGHBOUR_LETTERS:
        return [name + "<br> " * (place % 2) for place, name in enumerate(wrapped)]
    return wrapped


def _wrapped(name: str) -> str:
    """A column's name on several lines, so that plotly does not leave it out on a phone."""
    letters = COLUMN_SIGNS if any(ord(sign) > 0x2E80 for sign in name) else COLUMN_LETTERS
    return "<br>".join(
        theme.plain(line) for line in textwrap.wrap(name, letters, break_long_words=letters == COLUMN_SIGNS) or [""]
    )


def _hover(row, words: theme.Words, names: dict[str, str]) -> str:
    lines = [
        f"<b>{theme.plain(names[row.grade_before])} → {theme.plain(names[row.grade])}</b>",
        theme.say(words, "count_customers").format(count=words["format_count"](row.customers)),
    ]
    if row.share == row.share:
        share = words["format_percent"](row.share)
        lines.append(theme.say(words, "of_the_grade").format(share=share, grade=theme.plain(names[row.grade_before])))
    return "<br>".join(lines)
