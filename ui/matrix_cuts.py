"""Where the matrix is cut: value by share of the customers or by a typed amount and risk by a chance, or both by profit."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analytics import list_profit, matrix
from ui import list_profit as terms_of
from ui import page_options
from ui.i18n import N_, _
from ui.sentences import money

CUTS = {"share": N_("Share of customers"), "amount": N_("Amount"), "profit": N_("Profit")}
TOP_PERCENT = ("1", "2", "5", "10", "15", "20", "25", "30", "40", "50")
RISK_PERCENT = tuple(str(percent) for percent in range(5, 100, 5))
LARGEST = 1e10


@dataclass(frozen=True)
class Cuts:
    """What `matrix.grid` takes, and title and explanation of a cut by profit (empty otherwise)."""

    options: dict[str, Any]
    title: str = ""
    said: str = ""


def ways(*, has_value_at_risk: bool) -> tuple[str, ...]:
    """How the matrix can be cut; by profit only where the value at risk is known."""
    return tuple(code for code in CUTS if code != "profit" or has_value_at_risk)


def chosen(cells: pd.DataFrame, bins: pd.DataFrame, *, has_value_at_risk: bool) -> Cuts:
    """The cuts of the 2 x 2 matrix. An amount that is none leaves the share, and so does a profit that nobody brings.

    cells : rows of `value_risk`; bins : `value_bin`
    """
    cuts: dict[str, Any] = {
        "top_share": int(page_options.chosen("top", TOP_PERCENT, "20")) / 100,
        "risk_cuts": [int(page_options.chosen("risk", RISK_PERCENT, "50")) / 100],
    }
    way = page_options.chosen("cut", ways(has_value_at_risk=has_value_at_risk), "share")
    amount = page_options.typed("amount", default=None, low=0.01, high=LARGEST)
    if way == "amount" and amount is not None:
        return Cuts(cuts | {"value_cuts": [amount]})
    if way != "profit":
        return Cuts(cuts)
    terms = terms_of.terms()
    best = list_profit.best_corner(cells, bins, terms)
    if best is None:
        return Cuts({"top_share": matrix.TOP_SHARE, "risk_cuts": [matrix.RISK_CUT]}, said=terms_of.none_pays(terms))
    options = {"value_cuts": [best["value_cut"]], "risk_cuts": [best["risk_cut"]]}
    return Cuts(options, title=terms_of.corner_title(best), said=terms_of.corner(best, cells, terms))


def draw_way(*, has_value_at_risk: bool) -> str:
    """The choice of how the matrix is cut; the chosen way."""
    way = page_options.segmented(
        "cut", _("Thresholds by"), ways(has_value_at_risk=has_value_at_risk), default="share",
        show=lambda code: _(CUTS[code]), clears=("cell",),
    )  # fmt: skip
    return str(way)


def draw_bounds(way: str, value_cut: float) -> None:
    """Where that way cuts; value_cut: the amount in use now, to begin typing from."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="matrix_thresholds"):
        if way == "profit":
            terms_of.draw_terms()
            return
        _draw_bounds(way, value_cut)


def _draw_bounds(way: str, value_cut: float) -> None:
    if way == "amount":
        page_options.number(
            "amount", _("High value: from"), default=None, low=0.01, high=LARGEST, step=max(round(value_cut / 10), 1),
            decimals=2, help_text=_("In use: {amount}, the nearest edge of the bins.").format(amount=money(value_cut)),
        )  # fmt: skip
    else:
        page_options.slider("top", _("High value: the top …"), TOP_PERCENT, default="20", show=lambda p: f"{p}%")
    page_options.slider("risk", _("High risk: from …"), RISK_PERCENT, default="50", show=lambda p: f"{p}%")
