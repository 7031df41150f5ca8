"""Cohorts by age or along the calendar: heat map and curves of retention."""

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "share_active", "share_in_base", "average", "cohorts", "cohort", "age_months", "customers", "format_percent",
    "format_count", "format_period",
)  # fmt: skip
MOST_COLUMNS_WITH_HUNDREDS = 14
MOST_COLUMNS_WITH_TEXT, LEAST_ROW_PIXELS_WITH_TEXT = 18, 17
MOST_COLUMNS_WITH_GAPS, MOST_ROW_NAMES, HEATMAP_PIXELS = 40, 24, 480


def retention_heatmap(
    table: pd.DataFrame,
    *,
    words: theme.Words,
    measure: str = "share_in_base",
    cohort_grain: str = "month",
    by: str = "age_months",
    full_cells: int = 1,
    mode: str = "light",
) -> go.Figure:
    """Cohorts down, age or calendar month across, the stronger the more is kept; cells not observed yet are empty.

    table : as from `lifecycle.retention` (by="age_months") or `cohorts.by_calendar` (by="month")
    measure : share_in_base or share_active
    full_cells : how many of each cohort's first cells hold (nearly) everybody by definition
    Percentages stand in the cells while there is room for them; hover has them always. The colours span what follows
    the full cells, which take the end of the scale, so that they do not drown the rest.
    """
    wide = table.pivot(index="cohort_start", columns=by, values=measure).sort_index(ascending=False)
    wide = wide.dropna(axis=1, how="all").astype(float)
    names = [words["format_period"](start, cohort_grain) for start in wide.index]
    later = wide.where(wide.notna().cumsum(axis=1) > full_cells).max().max()
    top = float(later) if later > 0 else 1.0
    row_pixels = max(4, min(26, HEATMAP_PIXELS // max(len(wide), 1)))
    fig = theme.figure(mode, height=row_pixels * max(len(wide), 3) + 110, showlegend=False)
    sizes = table.drop_duplicates("cohort_start").set_index("cohort_start")["acquired"].reindex(wide.index)
    gap = 1 if row_pixels > 12 and len(wide.columns) <= MOST_COLUMNS_WITH_GAPS else 0
    fig.add_heatmap(
        x=list(wide.columns), y=names, z=wide.to_numpy(), zmin=0, zmax=top, showscale=False,
        xgap=gap, ygap=gap, colorscale=[list(stop) for stop in theme.scale(mode)], hoverongaps=False,
        customdata=np.repeat(sizes.to_numpy(dtype="int32")[:, None], wide.shape[1], axis=1),
        hovertemplate=_heatmap_hover(words, by),
    )  # fmt: skip
    if len(wide.columns) <= MOST_COLUMNS_WITH_TEXT and row_pixels >= LEAST_ROW_PIXELS_WITH_TEXT:
        _add_text(fig, wide, names, top, mode)
    _heatmap_axes(fig, wide, names, words, by)
    blocks = "".join(f'<span style="color:{stop}">■</span>' for _, stop in theme.scale(mode))
    low, high = words["format_percent"](0.0), words["format_percent"](top)
    if wide.max().max() > top:
        high = f"≥ {high}"
    fig.add_annotation(theme.panel_title(f"{theme.say(words, measure)}\u2003{low} {blocks} {high}", mode=mode))
    return fig


def _heatmap_hover(words, by) -> str:
    """The browser puts the figures in: a ready text for each of thousands of cells would cost a second and megabytes."""
    cohort, customers, age_word = (theme.say(words, code) for code in ("cohort", "customers", "age_months"))
    place = "%{x|%Y-%m}" if by == "month" else f"{age_word}: %{{x}}"
    head = f"{cohort} %{{y}}<br>{customers}: %{{customdata:,}}"
    return f"{head}<br>{place}<br><b>%{{z:.1%}}</b><extra></extra>"


def _places(values, words, by) -> list[str]:
    """What hover calls a place on the axis: an age, or a calendar month."""
    if by == "month":
        return [words["format_period"](month, "month") for month in values]
    return [f"{theme.say(words, 'age_months')}: {age}" for age in values]


def _add_text(fig, wide, names, top: float, mode: str) -> None:
    cells = [
        (age, name, wide.iat[row, place]) for row, name in enumerate(names) for place, age in enumerate(wide.columns)
    ]
    # A hundred in each of many narrow columns would run together, and says nothing: these cells are full by definition.
    most = 1.0 if len(wide.columns) > MOST_COLUMNS_WITH_HUNDREDS else math.inf
    cells = [(age, name, share) for age, name, share in cells if share < most]
    ages, rows, shares = zip(*cells, strict=True) if cells else ((), (), ())
    inks = [theme.ink_on(theme.colour_at(mode, min(share / top, 1.0))) for share in shares]
    font = {"color": inks, "size": 11 if len(wide.columns) <= 13 else 9}
    texts = [f"{100 * share:.0f}" for share in shares]
    fig.add_scatter(x=ages, y=rows, text=texts, mode="text", hoverinfo="skip", textfont=font)


def _heatmap_axes(fig, wide, names, words, by) -> None:
    shown = names[:: max(1, -(-len(names) // MOST_ROW_NAMES))]
    plain = {"zeroline": False, "showgrid": False}
    fig.update_layout(
        xaxis={**_along(words, by, len(wide.columns)), **plain},
        yaxis={"type": "category", "tickmode": "array", "tickvals": shown, **plain},
    )
    if by == "age_months" and len(wide.columns) <= MOST_COLUMNS_WITH_TEXT:
        fig.update_xaxes(dtick=2 if len(wide.columns) > 8 else 1)


def _along(words, by, count: int) -> dict:
    if by == "month":
        return theme.time_axis(count, "month")
    return {"title": {"text": theme.say(words, "age_months")}, "tickangle": 0}


def retention_curves(
    table: pd.DataFrame,
    average: pd.DataFrame | None = None,
    *,
    words: theme.Words,
    measure: str = "share_in_base",
    cohort_grain: str = "year",
    by: str = "age_months",
    mode: str = "light",
    height: int = 380,
) -> go.Figure:
    """One line a cohort, older paler; the average weighted by cohort size as a thick dashed line.

    table, by : as for `retention_heatmap`; average : by age, as from `lifecycle.average_curve`, or None
    """
    fig = theme.figure(mode, height=height, showlegend=False)
    names = cohort_lines(fig, table, measure, "percent", words, cohort_grain, mode, by=by)
    keys = cohort_key(names, mode)
    if average is not None and len(average):
        _average_line(fig, average, measure, words, mode)
        keys.append(("- -", theme.COLOURS[mode]["base"], theme.say(words, "average")))
    theme.add_key(fig, theme.say(words, measure), keys, mode=mode)
    highest = float(table[measure].max()) if table[measure].notna().any() else 1.0
    fig.update_layout(
        xaxis={**_along(words, by, table[by].nunique()), "rangemode": "tozero"},
        yaxis=theme.value_axis(words, "percent", 0.0, 1.03 * highest if highest > 0 else 1.0),
    )
    return fig


def _average_line(fig, average, measure, words, mode) -> None:
    name, cohorts, age_word = (theme.say(words, code) for code in ("average", "cohorts", "age_months"))
    shares = theme.formatted(words, "percent", average[measure])
    rows = zip(average["age_months"], average["cohorts"], shares, strict=True)
    texts = [f"{name}<br>{age_word}: {age}<br>{cohorts}: {n}<br><b>{share}</b>" for age, n, share in rows]
    fig.add_scatter(
        x=average["age_months"], y=average[measure], mode="lines", customdata=texts,
        line={"color": theme.COLOURS[mode]["base"], "width": 3, "dash": "dash"},
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def cohort_lines(fig, table, measure, kind, words, cohort_grain, mode, *, by="age_months") -> list[str]:
    """Draws a line a cohort, oldest first, and returns the cohorts' names."""
    cohort = theme.say(words, "cohort")
    starts = [pd.Timestamp(start) for start in sorted(table["cohort_start"].unique())]
    names = [words["format_period"](start, cohort_grain) for start in starts]
    for place, (start, name) in enumerate(zip(starts, names, strict=True)):
        rows = table[table["cohort_start"] == start].dropna(subset=[measure]).sort_values(by)
        values = theme.formatted(words, kind, rows[measure])
        pairs = zip(_places(rows[by], words, by), values, strict=True)
        fig.add_scatter(
            x=rows[by], y=rows[measure], mode="lines", name=name,
            customdata=[f"{cohort} {name}<br>{place}<br><b>{value}</b>" for place, value in pairs],
            hovertemplate="%{customdata}<extra></extra>",
            line={"color": theme.line_shade(mode, place / max(len(starts) - 1, 1)), "width": 1.8},
        )  # fmt: skip
    return names


def cohort_key(names: list[str], mode: str) -> list[tuple[str, str, str]]:
    """Key entries of cohorts from the oldest, palest to the newest: the two ends and the shades between them."""
    if len(names) < 2:
        return [("━", theme.line_shade(mode, 1.0), name) for name in names]
    blocks = "".join(f'<span style="color:{theme.line_shade(mode, i / 4)}">■</span>' for i in range(5))
    return [(f"{names[0]} {blocks}", theme.COLOURS[mode]["soft_ink"], names[-1])]
