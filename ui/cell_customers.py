"""The customers of one cell of the matrix: by pages, a random few to interview, all of them to take away."""

import streamlit as st

from ui import address, customer_list, formats, warehouse
from ui.charts import table
from ui.definitions import name_of
from ui.i18n import _, ngettext
from ui.kept_lists import Selection

MONEY = ("value_at_risk", "past_12m_value", "value_36m")
INTERVIEWS = 10


def draw(cell: str, *, name: str, customers: int, wanted: dict[str, object]) -> None:
    """Pages of customers with the most value at risk first, the sample for interviews, the list to take away.

    name : of the cell, in words; customers : how many it counts; wanted : parameters of `matrix_customers` but for rows
        and skip
    """
    customer_list.draw_pages(
        key=f"cell_customers_{cell}_{customers}",
        customers=customers,
        query="matrix_customers",
        wanted=wanted,
        columns=column_names(),
        kinds=KINDS,
        order=_("the most value at risk first"),
        alt=_("Customers of the cell {cell}").format(cell=cell),
    )
    _draw_interviews(cell, customers, wanted)
    customer_list.draw_taking(
        Selection("matrix_cell", name, wanted),
        "matrix_customers",
        names=column_names(),
        file_stem=f"{warehouse.chosen().name}-{cell}",
    )


KINDS = {"customer_key": "text", "p_leave": "rate", "last_on": "day"} | dict.fromkeys(MONEY, "money")


def column_names() -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id")}
    names |= {code: name_of(code) for code in ("value_at_risk", "p_leave", "past_12m_value", "value_36m")}
    return names | {"last_on": _("Last purchase")}


def _draw_interviews(cell: str, customers: int, wanted: dict[str, object]) -> None:
    """A few of the cell at random: what they say is worth more than another column of figures."""
    with st.expander(_("A random few to interview"), icon=":material/record_voice_over:"):
        draw_number = address.value("draw") or "1"
        draw_number = draw_number if draw_number.isdigit() and len(draw_number) < 10 else "1"
        rows = warehouse.query("matrix_sample", **wanted, draw=draw_number, rows=INTERVIEWS)
        st.caption(
            ngettext(
                "{n} customer drawn at random, draw {number}.",
                "{n} customers drawn at random, draw {number}.",
                len(rows),
            ).format(n=formats.whole(len(rows)), number=draw_number)
            + " "
            + _("Ask: what made you stay or leave, where else do you buy, what would keep you?")
        )
        table(
            customer_list.masked(rows), key=f"interviews_{cell}", columns=column_names(), kinds=KINDS,
            alt=_("Customers to interview"), download=False, whole=True,
        )  # fmt: skip
        if customers > INTERVIEWS:
            st.button(
                _("Draw others"), key="draw_others", icon=":material/casino:",
                on_click=address.choose, args=("draw", [str(int(draw_number) + 1)]),
            )  # fmt: skip
