"""Hazard by age: of those still there, the share that leaves in each step."""

import pandas as pd

from analytics.figures import theme

WORDS = ("at_risk", "format_percent", "format_count")


def hazard_bars(
    curve: pd.DataFrame, *, words: theme.Words, title: str, age_title: str, mode: str = "light", height: int = 360
):
    """A bar a step of age, from zero.

    curve : as from `survival.kaplan_meier`; the bar at an age is the step that ends there
    title, age_title : the reader's words for the hazard and for the age
    """
    seen = curve[curve["age"] > 0].dropna(subset=["hazard"])
    fig = theme.figure(mode, height=height, showlegend=False, bargap=0.2)
    shares = theme.formatted(words, "percent", seen["hazard"])
    followed = theme.formatted(words, "count", seen["at_risk"])
    texts = [
        f"{age_title}: {age}<br><b>{share}</b><br>{theme.say(words, 'at_risk')}: {count}"
        for age, share, count in zip(seen["age"], shares, followed, strict=True)
    ]
    fig.add_bar(
        x=seen["age"], y=seen["hazard"], marker={"color": theme.COLOURS[mode]["lost"]},
        customdata=texts, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    top = float(seen["hazard"].max()) if len(seen) else 0.0
    fig.update_layout(
        xaxis={"title": {"text": age_title}, "tickangle": 0},
        yaxis=theme.value_axis(words, "percent", 0.0, 1.08 * top if top > 0 else 1.0, count=4),
    )
    fig.add_annotation(theme.panel_title(title, mode=mode))
    return fig
