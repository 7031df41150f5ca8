"""What customers have brought by age, a line a cohort, and where each cohort has paid back its acquisition cost."""

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme
from analytics.figures.retention import cohort_key, cohort_lines

WORDS = (
    "value_per_acquired", "acquisition_cost", "paid_back", "age_months", "cohort", "format_money", "format_months",
    "format_period",
)  # fmt: skip


def value_by_age(
    values: pd.DataFrame,
    *,
    words: theme.Words,
    cohort_grain: str = "year",
    acquisition_cost: float | None = None,
    paid: pd.DataFrame | None = None,
    mode: str = "light",
    height: int = 380,
) -> go.Figure:
    """Cumulative value per acquired customer by age, a line a cohort; the cost of acquiring one as a level to pass.

    values : as from `lifecycle.value_by_age`; acquisition_cost : money per acquired customer, or None
    paid : as from `lifecycle.payback`, or None: where each cohort passed its own cost, marked on its line
    """
    colour = theme.COLOURS[mode]
    fig = theme.figure(mode, height=height, showlegend=False)
    names = cohort_lines(fig, values, "cumulative_value", "money", words, cohort_grain, mode)
    seen = values["cumulative_value"].dropna()
    low, high = (min(float(seen.min()), 0.0), float(seen.max())) if len(seen) else (0.0, 1.0)
    if acquisition_cost is not None:
        high = max(high, acquisition_cost)
        line = {"color": colour["lost"], "width": 1.5, "dash": "dash"}
        level = {"y0": acquisition_cost, "y1": acquisition_cost}
        fig.add_shape(type="line", x0=0, x1=1, xref="x domain", line=line, **level)
        text = f"{theme.say(words, 'acquisition_cost')} {words['format_money'](acquisition_cost)}"
        place = {"x": 1, "xref": "x domain", "xanchor": "right", "y": acquisition_cost, "yanchor": "top"}
        fig.add_annotation(text=text, showarrow=False, font={"size": 12}, **place)
    keys = cohort_key(names, mode)
    if paid is not None and paid["paid_months"].notna().any():
        _mark_paid(fig, paid.dropna(subset=["paid_months"]), words, cohort_grain, colour)
        keys.append(("●", colour["acquired"], theme.say(words, "paid_back")))
    theme.add_key(fig, theme.say(words, "value_per_acquired"), keys, mode=mode)
    fig.update_layout(
        xaxis={"title": {"text": theme.say(words, "age_months")}, "tickangle": 0, "rangemode": "tozero"},
        yaxis=theme.value_axis(words, "money", low * 1.05, high * 1.08 if high > 0 else 1.0),
    )
    return fig


def _mark_paid(fig, paid, words, cohort_grain, colour) -> None:
    costs = theme.formatted(words, "money", paid["cost"])
    rows = zip(paid["cohort_start"], paid["paid_months"], costs, strict=True)
    said, cost_word = theme.say(words, "paid_back"), theme.say(words, "acquisition_cost")
    texts = [
        f"{words['format_period'](start, cohort_grain)}<br>{cost_word} {cost}<br>"
        f"<b>{said}: {words['format_months'](age)}</b>"
        for start, age, cost in rows
    ]
    fig.add_scatter(
        x=paid["paid_months"], y=paid["paid_value"], mode="markers", customdata=texts,
        marker={"color": colour["acquired"], "size": 9}, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
