"""One customer, looked up by key or id; `?customer=` holds the integer key alone, never the delivered id."""

import pandas as pd
import streamlit as st

from ui import access, address, formats, warehouse
from ui.blocks import Card, cards, empty, note, section
from ui.charts import table
from ui.definitions import name_of, value_word
from ui.escape import plain
from ui.filter_bar import show_value
from ui.i18n import _
from ui.page_list import DIMENSIONS

_TYPED = "customer_typed"


def draw() -> None:
    """A field to look a customer up, and the customer that is chosen."""
    key = address.value("customer")
    with st.expander(_("Look up one customer"), icon=":material/person_search:", expanded=key is not None):
        st.text_input(_("Customer key or id"), key=_TYPED, on_change=_look_up, placeholder=_("exactly as delivered"))
        typed = st.session_state.get(_TYPED)
        if typed and key is None:
            empty(_("There is no customer “{typed}”.").format(typed=plain(typed)))
        if key is not None:
            _draw_customer(key)


def _look_up() -> None:
    """Callback: the typed id becomes the key in the address; nothing else of it is kept there."""
    typed = st.session_state[_TYPED].strip()
    found = warehouse.query("customer_find", typed=typed) if typed else pd.DataFrame()
    address.choose("customer", [str(found["customer_key"].iloc[0])] if len(found) else [])


def _draw_customer(key: str) -> None:
    rows = warehouse.query("customer_by_key", customer_key=key) if key.isdigit() else pd.DataFrame()
    if rows.empty:
        empty(_("There is no customer with the key {key}.").format(key=plain(key)))
        return
    row = rows.iloc[0]
    name = access.personal(row["customer_id"])
    section(_("Customer {name}").format(name=plain(name)), note=_facts(row))
    cards(_cards(row), key="customer")
    if not formats.is_missing(row["value_36m_low"]):
        currency = warehouse.build_info().currency or ""
        low, high = formats.money(row["value_36m_low"], currency), formats.money(row["value_36m_high"], currency)
        note(_("80% of customers like this one end between {low} and {high}.").format(low=low, high=high))
    months = warehouse.query("customer_months", customer_key=key)
    months = months.assign(month_name=[formats.month(day) for day in pd.to_datetime(months["month"])])
    names = {"month_name": _("Month"), "purchase_days": _("Purchase days")}
    names[warehouse.build_info().value_kind] = value_word(capital=True)
    table(months.iloc[::-1], key="customer_months", columns=names, kinds={"revenue": "money", "margin": "money"})


def _facts(row: pd.Series) -> str:
    parts = [
        _("first purchase {day}").format(day=formats.day(row["first_on"])),
        _("last purchase {day}").format(day=formats.day(row["last_on"])),
        _("in the base") if row["in_base"] else _("not in the base"),
    ]
    parts += [plain(show_value(name, row[name])) for name in DIMENSIONS[:-1] if row[name] != "(none)"]
    return " · ".join(parts)


def _cards(row: pd.Series) -> list[Card]:
    currency = warehouse.build_info().currency or ""
    return [
        Card("value_36m", formats.money(row["value_36m"], currency)),
        Card("p_leave", formats.percent(row["p_leave"], 0)),
        Card("value_at_risk", formats.money(row["value_at_risk"], currency)),
        Card("expected_purchases_12m", formats.decimal(row["expected_purchases_12m"], 1)),
        Card("past_12m_value", formats.money(row["past_12m_value"], currency), label=name_of("past_12m_value")),
    ]
