"""Customer value by segment with intervals, and iso-value curves over recency and frequency."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "value_each_36m", "interval", "days_since_last", "repeats_so_far", "p_alive_word", "value_36m", "count_customers",
    "format_money", "format_count", "format_percent", "format_days",
)  # fmt: skip
LONGEST_NAME = 18
CONTOURS = 8


def segment_intervals(table: pd.DataFrame, *, words: theme.Words, mode: str = "light") -> go.Figure:
    """Expected value of one customer by segment as a mark on its 80 % interval, the highest on top.

    table : as from `segments.with_intervals`, with `name` the segment's text
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=38 * max(len(table), 2) + 90, showlegend=False)
    ends = [theme.formatted(words, "money", table[column]) for column in ("each", "low", "high")]
    form = theme.say(words, "count_customers")
    hover = [
        f"{theme.plain(row.name_)}<br><b>{each}</b> ({low} – {high})<br>{form.format(count=words['format_count'](row.customers))}"
        for row, each, low, high in zip(table.rename(columns={"name": "name_"}).itertuples(), *ends, strict=True)
    ]
    for row in table.itertuples():
        if row.low == row.low:
            fig.add_scatter(
                x=[row.low, row.high], y=[row.Index] * 2, mode="lines", hoverinfo="skip",
                line={"color": theme.faded(colour["value"], 0.4), "width": 9},
            )  # fmt: skip
    fig.add_scatter(
        x=table["each"], y=table.index, mode="markers", marker={"color": colour["value"], "size": 11}, customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    highest = float(table[["each", "high"]].max(axis=None))
    lowest = min(0.0, float(table[["each", "low"]].min(axis=None)))
    entries = [
        (
            "■",
            theme.faded(colour["value"], 0.5),
            theme.say(words, "interval").format(coverage=words["format_percent"](0.8)),
        )
    ]
    has_intervals = table["low"].notna().any()
    theme.add_key(fig, theme.say(words, "value_each_36m"), entries if has_intervals else [], mode=mode)
    names = [
        theme.plain(name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…") for name in table["name"]
    ]
    fig.update_layout(
        xaxis={**theme.value_axis(words, "money", lowest, highest * 1.05 or 1.0, count=4), "showgrid": True, "tickangle": 0},
        yaxis={"tickmode": "array", "tickvals": list(table.index), "ticktext": names, "range": [len(table) - 0.5, -0.5],
               "showgrid": False, "zeroline": False},
    )  # fmt: skip
    return fig


def iso_value_map(table: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 400) -> go.Figure:
    """Expected value by repeat purchases and days since the last one; lines join customers of the same value.

    table : rows of `iso_value`
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    wide = table.pivot(index="frequency", columns="last_gap_days", values="value_36m")
    alive = table.pivot(index="frequency", columns="last_gap_days", values="p_alive")
    hover = [
        [
            f"{theme.say(words, 'repeats_so_far')}: {frequency}<br>{theme.say(words, 'days_since_last')}: "
            f"{words['format_days'](gap)}<br><b>{words['format_money'](value)}</b><br>"
            f"{theme.say(words, 'p_alive_word')}: {words['format_percent'](alive.loc[frequency, gap])}"
            for gap, value in row.items()
        ]
        for frequency, row in wide.iterrows()
    ]
    top = float(wide.max(axis=None)) or 1.0
    ticks = [tick for tick in theme.nice_ticks(0.0, top, count=4) if tick <= top]
    fig.add_contour(
        x=wide.columns, y=wide.index, z=wide.to_numpy(), text=hover, hovertemplate="%{text}<extra></extra>",
        colorscale=[list(stop) for stop in theme.scale(mode)],
        contours={"start": top / CONTOURS / 2, "end": top, "size": top / CONTOURS},
        line={"width": 1, "color": colour["soft_ink"]},
        colorbar={"tickvals": ticks, "ticktext": theme.formatted(words, "money", ticks), "thickness": 12, "outlinewidth": 0},
    )  # fmt: skip
    fig.add_annotation(theme.panel_title(theme.say(words, "repeats_so_far"), mode=mode))
    fig.update_layout(
        xaxis={"title": {"text": theme.say(words, "days_since_last")}, "tickangle": 0},
        yaxis={"zeroline": False, "showgrid": False},
    )
    return fig
