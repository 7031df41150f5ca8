"""The customers of a segment: by pages, and to take away."""

from ui import blocks, customer_list, warehouse
from ui.definitions import name_of
from ui.i18n import _
from ui.kept_lists import Selection

KINDS = {"customer_key": "text", "last_on": "day", "value_12m": "money", "overdue": "decimal"}
KINDS |= dict.fromkeys(("purchases_12m", "last_gap_days", "typical_gap_days", "recency", "purchases", "money"), "whole")


def columns() -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id"), "value_12m": name_of("past_12m_value")}
    names |= {"purchases_12m": _("Purchases, past 12 months"), "last_gap_days": name_of("last_gap_days")}
    names |= {"typical_gap_days": _("Typical gap, days"), "overdue": _("Times the usual gap")}
    return names | {"recency": "R", "purchases": "F", "money": "M", "last_on": _("Last purchase")}


def draw(name: str, wanted: dict[str, object]) -> None:
    """name : of the segment, escaped; wanted : parameters of `rfm_customers` but for rows and skip."""
    first = warehouse.query("rfm_customers", **wanted, rows=1, skip=0)
    if first.empty:
        blocks.empty(_("There is nobody in this segment under these filters."))
        return
    customers = int(first["customers"].iloc[0])
    customer_list.draw_pages(
        key=f"segment_{name}_{customers}",
        customers=customers,
        query="rfm_customers",
        wanted=wanted,
        columns=columns(),
        kinds=KINDS,
        order=_("the most valuable first"),
        alt=_("Customers of the segment"),
    )
    customer_list.draw_taking(
        Selection("segment", name, wanted),
        "rfm_customers",
        names=columns(),
        file_stem=f"{warehouse.chosen().name}-segment",
    )
