"""What each lever moves, the widest first: one bar a lever, what less of it does and what more of it does."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("format_money", "less", "more")
ROOM = 0.65  # of the widest bar, on each side: an amount's width on a phone


def tornado_bars(levers: pd.DataFrame, *, words: theme.Words, mode: str = "light", title: str = "") -> go.Figure:
    """Bars lie on both sides of zero.

    levers : in order: lever (a word), minus, plus (change in money when there is less or more of it)
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=46 * max(len(levers), 2) + 80, showlegend=False, barmode="overlay", bargap=0.35)
    labels: list[dict] = []
    for side, role in (("minus", "quiet"), ("plus", "value")):
        texts = [_signed(amount, words) for amount in levers[side]]
        fig.add_bar(
            x=levers[side], y=levers.index, orientation="h", customdata=texts, marker={"color": colour[role]},
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        for row, amount, text in zip(levers.index, levers[side], texts, strict=True):
            place = {"xanchor": "left", "xshift": 4} if amount >= 0 else {"xanchor": "right", "xshift": -4}
            labels.append({"x": amount, "y": row, "text": text, "showarrow": False, **place})
    widest = max(float(levers[["minus", "plus"]].abs().to_numpy().max(initial=0.0)), 1e-9)
    plain = {"showgrid": False, "zeroline": False, "autorange": "reversed", "ticklabelstandoff": 4}
    names = [theme.say(words, code) for code in levers["lever"]]
    fig.update_layout(
        annotations=labels,
        xaxis={
            "range": [-widest * (1 + ROOM), widest * (1 + ROOM)],
            "showticklabels": False,
            "ticks": "",
            "zeroline": True,
        },
        yaxis={"tickmode": "array", "tickvals": list(levers.index), "ticktext": names, **plain},
    )
    keys = [("■", colour["quiet"], theme.say(words, "less")), ("■", colour["value"], theme.say(words, "more"))]
    theme.add_key(fig, title, keys, mode=mode)
    return fig


def _signed(amount: float, words: theme.Words) -> str:
    return ("+" if amount > 0 else "") + words["format_money"](amount)
