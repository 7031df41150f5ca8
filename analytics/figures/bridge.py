"""From an opening to a closing amount, line by line."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("format_money", "format_count")
LABEL_ROOM = 0.34  # of the span, right of the bars: an amount's width on a phone


def waterfall(
    lines: pd.DataFrame, *, words: theme.Words, kind: str = "money", mode: str = "light", title: str = ""
) -> go.Figure:
    """Totals as full bars from zero, changes hanging between them, read from top to bottom.

    lines : in order: code (a word), amount, is_total, role (a colour role; None: acquired for a rise, lost for a fall)
    kind : "money" or "count", the number format
    Bars lie down, so that names of any length stay readable on a phone.
    """
    colour = theme.COLOURS[mode]
    bars = _hung(lines)
    texts = [
        ("+" if amount > 0 and not total else "") + words[f"format_{kind}"](amount)
        for amount, total in zip(bars["amount"], bars["is_total"], strict=True)
    ]
    fig = theme.figure(mode, height=32 * max(len(bars), 2) + 70, showlegend=False, bargap=0.3)
    fig.add_bar(
        x=bars["amount"], y=bars.index, base=bars["base"], orientation="h", customdata=texts,
        marker={"color": [colour[role] for role in bars["role"]]}, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    _labels(fig, bars, texts, colour)
    levels = [0.0, *bars["base"], *bars["end"]]
    low, high = min(levels), max(levels)
    room = (high - low) * LABEL_ROOM or 1.0
    names = [theme.say(words, code) for code in bars["code"]]
    plain = {"showgrid": False, "zeroline": False, "autorange": "reversed", "ticklabelstandoff": 4}
    fig.update_layout(
        xaxis={**theme.value_axis(words, kind, low, high + room, count=3), "zeroline": True, "tickangle": 0},
        yaxis={"tickmode": "array", "tickvals": list(bars.index), "ticktext": names, **plain},
    )
    if title:
        fig.add_annotation(theme.panel_title(title, mode=mode))
    return fig


def _hung(lines: pd.DataFrame) -> pd.DataFrame:
    """Each line with the level it starts from and ends at, and its colour role."""
    level, rows = 0.0, []
    for row in lines.itertuples():
        amount, total = float(row.amount), bool(row.is_total)
        base = 0.0 if total else level
        level = base + amount
        usual = "base" if total else "acquired" if amount >= 0 else "lost"
        role = row.role if isinstance(row.role, str) and row.role else usual
        rows.append((row.code, amount, total, role, base, level))
    return pd.DataFrame(rows, columns=["code", "amount", "is_total", "role", "base", "end"])


def _labels(fig, bars: pd.DataFrame, texts: list[str], colour: dict) -> None:
    """Each amount beside its bar's right end; thin lines carry the level to the next bar.

    All in one update: adding them one by one makes plotly check those before again each time.
    """
    beside = {"showarrow": False, "xanchor": "left", "xshift": 4}
    lines = {"type": "line", "line": {"color": colour["quiet"], "width": 1}}
    rows = list(zip(bars.itertuples(), texts, strict=True))
    fig.update_layout(
        annotations=[{"x": max(bar.base, bar.end), "y": bar.Index, "text": text, **beside} for bar, text in rows],
        shapes=[
            {"x0": bar.end, "x1": bar.end, "y0": bar.Index + 0.35, "y1": bar.Index + 0.65, **lines}
            for bar, _ in rows[:-1]
        ],
    )
