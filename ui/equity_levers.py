"""Which lever moves customer equity most: the tornado of five points, one per cent, and the literature's claims."""

import pandas as pd
import streamlit as st

from analytics import equity, figures
from ui import blocks, charts, equity_texts, filter_bar, warehouse
from ui.chart_words import words
from ui.i18n import _


def draw(rows: list, net: float, effects: pd.DataFrame) -> None:
    """The tornado of five points, one per cent beside the literature's claims, and why they differ."""
    blocks.section(_("What five points more or less would do"), note=blocks.definition_of("equity_levers"))
    charts.chart(
        charts.figure(
            "equity_tornado",
            lambda: figures.tornado_bars(
                effects.assign(lever="lever_" + effects["lever"]), words=words, mode=charts.mode()
            ),
            **filter_bar.filters(),
        ),
        key="equity_tornado",
        alt=_("Change of equity by lever, five points less and more"),
    )
    one = equity.tornado(rows, net=net, kind="percent").set_index("lever")
    five = effects.set_index("lever")
    table = pd.DataFrame(
        {
            "lever": [words[f"lever_{lever}"] for lever in five.index],
            "minus_points": five["minus_rate"],
            "plus_points": five["plus_rate"],
            "minus_percent": one["minus_rate"].reindex(five.index),
            "plus_percent": one["plus_rate"].reindex(five.index),
            "claim": five.index.map(equity_texts.CLAIMS.get),
        }
    )
    columns = {"lever": _("Lever"), "minus_points": _("−5 points"), "plus_points": _("+5 points")}
    columns |= {"minus_percent": _("−1%"), "plus_percent": _("+1%"), "claim": _("Literature, +1%")}
    kinds = dict.fromkeys(columns.keys() - {"lever"}, "rate")
    charts.table(table.reset_index(drop=True), key="equity_levers", columns=columns, kinds=kinds, alt=_("Levers"))
    st.caption(
        _("Shares of equity today, both parts. The acquisition cost moves by 5% and 1% of itself, gains by less of it.")
    )
    with st.expander(_("Why the literature claims other figures"), icon=":material/school:"):
        for text in equity_texts.why_claims_differ(warehouse.build_info().horizon_months):
            st.markdown(f"- {text}")
