"""Acquisition against loss: who came and who left in the year to each period, and where the two cross."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme

WORDS = ("acquired", "won_back", "lost", "a_year_to_each_period", "format_count")


def came_and_lost(
    years: pd.DataFrame, *, words: theme.Words, grain: str, mode: str = "light", height: int = 340
) -> go.Figure:
    """Acquired and won back stacked, lost as a line over them: the base falls wherever the line is above.

    years : as from `movement.years`
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, hovermode="x unified", showlegend=False)
    came = [measure for measure in ("acquired", "won_back") if years[measure].any() or measure == "acquired"]
    for measure in came:
        fig.add_scatter(
            x=years["period_start"], y=years[measure], name=theme.say(words, measure), mode="lines", stackgroup="came",
            line={"color": colour[measure], "width": 1}, fillcolor=theme.faded(colour[measure], 0.55),
            customdata=theme.formatted(words, "count", years[measure]), hovertemplate="%{customdata}",
        )  # fmt: skip
    fig.add_scatter(
        x=years["period_start"], y=years["lost"], name=theme.say(words, "lost"), mode="lines",
        line={"color": colour["lost"], "width": 3},
        customdata=theme.formatted(words, "count", years["lost"]), hovertemplate="%{customdata}",
    )  # fmt: skip
    highest = float(max(years[came].sum(axis=1).max(), years["lost"].max(), 1.0))
    fig.update_layout(
        xaxis=theme.time_axis(len(years), grain), yaxis=theme.value_axis(words, "count", 0.0, highest * 1.1, count=4)
    )
    keys = [("■", colour[measure], theme.say(words, measure)) for measure in came]
    keys.append(("—", colour["lost"], theme.say(words, "lost")))
    theme.add_key(fig, theme.say(words, "a_year_to_each_period"), keys, mode=mode)
    return fig
