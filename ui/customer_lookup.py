"""Find one customer by key or delivered id; `?customer=` holds the integer key alone, never the delivered id."""

import pandas as pd
import streamlit as st

from ui import access, address, scored, warehouse
from ui.blocks import empty
from ui.charts import table
from ui.definitions import name_of
from ui.escape import plain
from ui.i18n import _
from ui.links import page_link

LONGEST_KEY = 18  # digits of a 64-bit integer
ROWS = 10
_TYPED = "customer_typed"


def key_asked() -> str | None:
    """The key that the address asks for, as delivered; None without one."""
    return address.value("customer")


def customer_of(key: str) -> pd.Series | None:
    """The row of `customer` with this key; None where there is none, or where the key is no number."""
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return None
    rows = warehouse.query("customer_by_key", customer_key=key)
    return None if rows.empty else rows.iloc[0]


def draw_field() -> None:
    """A field to type a key or id into; what was found goes to the address."""
    st.text_input(_("Customer key or id"), key=_TYPED, on_change=_look_up, placeholder=_("exactly as delivered"))
    typed = st.session_state.get(_TYPED)
    if typed and key_asked() is None:
        empty(_("There is no customer “{typed}”.").format(typed=plain(typed)))


def draw_suggestions() -> None:
    """The customers with the highest value, to begin with; one that is picked is looked up."""
    rows = warehouse.query("top_customers", **scored.EVERYBODY, line="all", rows=ROWS, skip=0)
    if rows.empty:
        return
    rows = rows.assign(customer_id=rows["customer_id"].map(access.personal))
    names = {"customer_key": _("Key"), "customer_id": _("Customer id")}
    names |= names_of_known(rows, ("value_36m", "value_at_risk", "p_leave", "past_12m_value"))
    table(
        rows,
        key="suggested_customers",
        columns=names,
        kinds={"customer_key": "text", "p_leave": "rate"}
        | dict.fromkeys(("value_36m", "value_at_risk", "past_12m_value"), "money"),
        alt=_("Customers with the highest expected value"),
        download=False,
        on_pick=lambda position: address.choose("customer", [str(rows["customer_key"].iloc[position])]),
    )


def names_of_known(rows: pd.DataFrame, codes: tuple[str, ...]) -> dict[str, str]:
    """Code -> name of the figures that the serving model tells of any of these customers.

    A naive forecast has no value at risk, and its risk of 0 % for everybody in the base says nothing of anybody.
    """
    known = [code for code in codes if rows[code].notna().any()]
    is_risk_told = "value_at_risk" in known or "value_at_risk" not in codes
    return {code: name_of(code) for code in known if code != "p_leave" or is_risk_told}


def link_to_picked(rows: pd.DataFrame | None = None) -> None:
    """A link to the page of the customer picked from a list on this page; with `rows` only while they hold the customer."""
    key = key_asked()
    if key is not None and (rows is None or (rows["customer_key"].astype(str) == key).any()):
        label = _("Look at customer {key}").format(key=plain(key))
        page_link("one-customer", label, icon=":material/person_search:", customer=key)


def _look_up() -> None:
    """Callback: the typed id becomes the key in the address; nothing else of it is kept there."""
    typed = st.session_state[_TYPED].strip()
    found = warehouse.query("customer_find", typed=typed) if typed else pd.DataFrame()
    address.choose("customer", [str(found["customer_key"].iloc[0])] if len(found) else [])
