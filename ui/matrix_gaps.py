"""What the value x churn matrix cannot show, in words: no customers, no model, no value at risk."""

import pandas as pd
import streamlit as st

from ui import blocks, formats, model_notes, warehouse
from ui.charts import table
from ui.definitions import meaning_of, name_of
from ui.i18n import _
from ui.links import page_link


def stop_without_matrix(cells: pd.DataFrame, base: pd.Series, filters: dict) -> None:
    """End the page with the reason, and with what is known without a model, when there are no cells.

    cells : of `value_risk_cells`; base : of `matrix_base` under the same filters but for the relationship
    """
    if not cells.empty:
        return
    blocks.stop_when_empty(
        not base["in_base"],
        title=_("No customers match these filters"),
        reason=_("No customer of this choice is in the base today. Widen the filters."),
    )
    blocks.headline(_("The risk of leaving is not known, so there is no matrix"))
    if filters["line"] != "all":
        blocks.empty(_("Nobody of this relationship is in the base, or no model gives them a risk of leaving."))
    else:
        blocks.empty(_("No model could be used on these data, so nobody's risk of leaving is known. The reasons:"))
        for icon, text in model_notes.sentences(warehouse.read("model_note", severity="refused")):
            st.markdown(f"{icon} {text}")
        _draw_grades(filters)
    blocks.lead_out()
    st.stop()


def say(cells: pd.DataFrame, base: pd.Series, filters: dict) -> None:
    """Which customers are not in the matrix; where value at risk is missing, and why."""
    is_all = filters["line"] == "all"
    if is_all and base["with_risk"] < base["in_base"]:
        blocks.note(
            _(
                "{n} of {all} customers of the base are not in the matrix: no model gives them a risk of leaving."
            ).format(n=formats.whole(base["in_base"] - base["with_risk"]), all=formats.whole(base["in_base"]))
        )
    if cells["value_at_risk"].notna().all():
        return
    blocks.empty(f"{_scope(cells, base, is_all=is_all)} {_why_naive()}")
    page_link("clv", _("See how the models were checked"))


def _scope(cells: pd.DataFrame, base: pd.Series, *, is_all: bool) -> str:
    if cells["value_at_risk"].isna().all():
        return _("There is no value at risk here.")
    if not is_all:
        return _("Value at risk is known for a part of the customers, and shares are of these.")
    return _("Value at risk is known for {n} of {all} customers, and shares are of these.").format(
        n=formats.whole(base["with_value_at_risk"]), all=formats.whole(base["with_risk"])
    )


def _why_naive() -> str:
    info = warehouse.build_info()
    text = _(
        "The values come from the naive forecast. Without a contract its risk is 100% for those who bought "
        "nothing in the last {risk}, else 0%, and it does not say what a customer is worth who stays or who leaves."
    ).format(risk=formats.days(info.risk_days))
    if info.lines == "shop" and info.lapse_days < info.risk_days:
        text += " " + _("Everybody in this base bought within the last {lapse}, so by that rule nobody leaves.").format(
            lapse=formats.days(info.lapse_days)
        )
    return text


def _draw_grades(filters: dict) -> None:
    grades = warehouse.query("value_grades", **filters)
    shares = grades.assign(
        customers_share=grades["customers"] / grades["customers"].sum(),
        value_share=grades["past_12m_value"] / grades["past_12m_value"].sum(),
    )
    blocks.section(_("What is known: the value of the past 12 months"), note=meaning_of("grade"))
    table(
        shares,
        key="value_grades",
        columns={
            "value_grade": name_of("grade"),
            "customers": _("Customers"),
            "customers_share": _("Share of customers"),
            "past_12m_value": name_of("past_12m_value"),
            "value_share": _("Share of the value"),
        },
        kinds={"customers_share": "rate", "past_12m_value": "money", "value_share": "rate"},
        alt=_("Customers of the base by value grade"),
    )
