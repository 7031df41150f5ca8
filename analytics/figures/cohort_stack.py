"""Money of each calendar period, stacked by the cohort that brought it: how much still comes from old customers."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme
from analytics.figures.retention import cohort_key

WORDS = ("cohort", "incomplete", "format_money", "format_period")
MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST_BARS_WITH_GAPS = 40
MOST_NAMED_PERIODS, MOST_NAMES = 12, 5  # five names stand side by side on a phone


def stacked_cohorts(
    money: pd.DataFrame,
    *,
    words: theme.Words,
    title: str,
    grain: str,
    cohort_grain: str = "year",
    incomplete: Collection[pd.Timestamp] = (),
    mode: str = "light",
    height: int = 380,
) -> go.Figure:
    """A bar a period, the oldest cohort lowest and palest; what returns took away hangs below zero.

    money : as from `cohorts.money_by_period`; incomplete : first days of the periods to hatch
    """
    periods = {start: words["format_period"](start, grain) for start in sorted(money["period_start"].unique())}
    cut = set(incomplete) & set(periods)
    gap = 0.08 if len(periods) <= MOST_BARS_WITH_GAPS else 0.0
    fig = theme.figure(mode, height=height, barmode="relative", bargap=gap, showlegend=False)
    starts = [pd.Timestamp(start) for start in sorted(money["cohort_start"].unique())]
    names = [words["format_period"](start, cohort_grain) for start in starts]
    for place, (start, name) in enumerate(zip(starts, names, strict=True)):
        shade = theme.line_shade(mode, place / max(len(starts) - 1, 1))
        _add_cohort(fig, money[money["cohort_start"] == start], name, shade, words, grain, periods, cut, mode)
    ends = money["value"].groupby([money["period_start"], money["value"] < 0]).sum()
    low, high = (min(ends.min(), 0.0), max(ends.max(), 0.0)) if len(ends) else (0.0, 0.0)
    fig.update_layout(
        xaxis=_time_axis(periods, grain),
        yaxis=theme.value_axis(words, "money", low * 1.05, high * 1.05 or 1.0, count=4),
    )
    keys = cohort_key(names, mode)
    if cut:
        keys.append(("▨", theme.COLOURS[mode]["soft_ink"], theme.say(words, "incomplete")))
    theme.add_key(fig, title, keys, mode=mode)
    return fig


def _time_axis(periods: dict, grain: str) -> dict:
    """Few periods by their names below the bars, many by dates alone."""
    if len(periods) > MOST_NAMED_PERIODS:
        return {**theme.time_axis(len(periods), grain), "ticklabelmode": "period"}
    starts = list(periods)[:: max(1, -(-len(periods) // MOST_NAMES))]
    names = [periods[start] for start in starts]
    return {
        "tickmode": "array",
        "tickvals": [_middle(start, grain) for start in starts],
        "ticktext": names,
        "tickangle": 0,
    }


def _middle(start, grain: str):
    return start + pd.Timedelta(days=MONTHS[grain] * 365.25 / 24)


def _add_cohort(fig, rows, name, shade, words, grain, periods, cut, mode) -> None:
    head = f"{theme.say(words, 'cohort')} {name}"
    values = theme.formatted(words, "money", rows["value"])
    hatch = {
        "shape": ["/" if start in cut else "" for start in rows["period_start"]],
        "fgcolor": theme.COLOURS[mode]["ground"],
        "fillmode": "overlay",
        "size": 6,
    }
    fig.add_bar(
        x=_middle(rows["period_start"], grain),
        y=rows["value"],
        name=name,
        customdata=[
            f"{periods[start]}<br>{head}<br><b>{value}</b>"
            for start, value in zip(rows["period_start"], values, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"color": shade, "line": {"width": 0}, "pattern": hatch},
    )
