"""The list of likely leavers: by pages, with reasons, one of them to look at, all of them to take away with a holdout."""

import streamlit as st

from ui import churn_texts, customer_list, warehouse
from ui.definitions import name_of
from ui.i18n import _
from ui.kept_lists import Selection

QUERY = "churn_customers"
KINDS = {"customer_key": "text", "risk": "rate", "risk_change": "rate"}
KINDS |= dict.fromkeys(("value_at_risk", "past_12m_value"), "money")


def draw(name: str, *, customers: int, wanted: dict[str, object], has_value_at_risk: bool) -> None:
    """Pages of the list, the link to the customer picked, the list to take away.

    name : of the list, in words; customers : how many are listed; wanted : parameters of QUERY but for rows and skip
    """
    names = column_names(has_value_at_risk=has_value_at_risk)
    customer_list.draw_pages(
        key=f"churn_list_{customers}",
        customers=customers,
        query=QUERY,
        wanted=wanted,
        columns=names,
        kinds=KINDS,
        order=_("the most value at risk first") if has_value_at_risk else _("risk × past 12 months, the highest first"),
        alt=_("Customers who are likely to leave, with reasons"),
        worded=churn_texts.with_reasons,
    )
    st.caption(
        _(
            "Reasons are what goes with leaving, not what causes it; whether a contact helps, only a test with a control group tells."
        )
    )
    customer_list.draw_taking(
        Selection("churn_list", name, wanted),
        QUERY,
        names=names,
        file_stem=f"{warehouse.chosen().name}-likely-leavers",
        worded=churn_texts.with_reasons,
    )


def column_names(*, has_value_at_risk: bool) -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id"), "risk": _("Risk")}
    if has_value_at_risk:
        names["value_at_risk"] = name_of("churn_value_at_risk")
    names |= {"past_12m_value": name_of("past_12m_value"), "reasons": _("Reasons")}
    return names | {"risk_change": _("Since month end"), "last_gap_days": name_of("last_gap_days")}
