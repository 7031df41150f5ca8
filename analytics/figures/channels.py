"""Value per customer by purchase days, of one channel and of several: like beside like."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = (
    "one_channel", "several_channels", "purchase_days_12m", "and_more", "value_each", "count_customers", "format_count",
    "format_money",
)  # fmt: skip
OPEN_CLASS = 10  # holds ten purchase days and more
KINDS = (("single", "one_channel", "quiet", "square"), ("multi", "several_channels", "value", "circle"))


def channel_classes(table: pd.DataFrame, *, words: theme.Words, mode: str = "light", height: int = 340) -> go.Figure:
    """Two rows of points over the purchase days of a year; hover tells how many customers are behind each.
    Bars: 95 % interval of each mean; none where one customer stands alone.

    table : as from `channels.by_class`
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    money = [0.0]
    for kind, code, role, symbol in KINDS:
        rows = table[table[f"{kind}_customers"] > 0]
        half = 1.96 * rows[f"{kind}_variance"].fillna(0.0) ** 0.5
        money += [*(rows[f"{kind}_value"] + half), *(rows[f"{kind}_value"] - half)]
        counts = theme.formatted(words, "count", rows[f"{kind}_customers"])
        values = theme.formatted(words, "money", rows[f"{kind}_value"])
        form = theme.say(words, "count_customers")
        name = theme.say(words, code)
        hover = [f"{name}: {value}<br>{form.format(count=n)}" for value, n in zip(values, counts, strict=True)]
        fig.add_scatter(
            x=rows["purchase_days_class"], y=rows[f"{kind}_value"], mode="lines+markers", customdata=hover,
            error_y={"array": half, "thickness": 1, "width": 3},
            line={"color": colour[role], "width": 2}, marker={"color": colour[role], "size": 9, "symbol": symbol},
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    classes = sorted(int(each) for each in table["purchase_days_class"])
    more = theme.say(words, "and_more")
    ticks = [more.format(number=each) if each == OPEN_CLASS else words["format_count"](each) for each in classes]
    low, high = min(money), max(money) or 1.0
    fig.update_layout(
        xaxis={"tickmode": "array", "tickvals": classes, "ticktext": ticks, "tickangle": 0},
        xaxis_title_text=theme.say(words, "purchase_days_12m"),
        yaxis=theme.value_axis(words, "money", low, high * 1.08),
    )
    shown = {"square": "■", "circle": "●"}
    entries = [(shown[symbol], colour[role], theme.say(words, code)) for _kind, code, role, symbol in KINDS]
    theme.add_key(fig, theme.say(words, "value_each"), entries, mode=mode)
    return fig
