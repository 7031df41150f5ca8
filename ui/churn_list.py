"""The list of likely leavers: by pages, with reasons, one of them to look at, all of them to take away."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import streamlit as st

from data import store
from ui import access, address, churn_texts, export_log, formats, warehouse
from ui.charts import table
from ui.definitions import name_of
from ui.export import csv_bytes
from ui.i18n import _
from ui.links import page_link

ROWS_A_PAGE = 25
MONEY = ("value_at_risk", "past_12m_value")


def draw(*, customers: int, wanted: dict[str, object], has_value_at_risk: bool) -> None:
    """Pages of the list, the download of it all, the link to the customer picked.

    customers : how many are listed; wanted : parameters of `churn_customers` but for rows and skip
    """
    pages = max(1, -(-customers // ROWS_A_PAGE))
    key = f"churn_list_{customers}"
    page = st.number_input(_("Page"), 1, pages, key=f"{key}_page", width=140) if pages > 1 else 1
    skip = (page - 1) * ROWS_A_PAGE
    rows = shown(warehouse.query("churn_customers", **wanted, rows=ROWS_A_PAGE, skip=skip))
    order = _("the most value at risk first") if has_value_at_risk else _("risk × past 12 months, the highest first")
    st.caption(
        _("{first} to {last} of {all}, {order}. Pick a row to look at the customer.").format(
            first=formats.whole(skip + 1),
            last=formats.whole(skip + len(rows)),
            all=formats.whole(customers),
            order=order,
        )
    )
    table(
        rows,
        key=f"{key}_{page}",
        columns=column_names(has_value_at_risk=has_value_at_risk),
        kinds={"customer_key": "text", "risk": "rate", "risk_change": "rate"} | dict.fromkeys(MONEY, "money"),
        alt=_("Customers who are likely to leave, with reasons"),
        download=False,
        on_pick=lambda position: address.choose("customer", [str(rows["customer_key"].iloc[position])]),
    )
    st.caption(
        _(
            "Reasons are what goes with leaving, not what causes it; whether a contact helps, only a test with a control group tells."
        )
    )
    _link_to_picked(rows)
    _download(wanted, customers=customers, has_value_at_risk=has_value_at_risk)


def shown(rows: pd.DataFrame, mask: Callable[[object], str] = access.personal) -> pd.DataFrame:
    """Rows as this reader may see them: personal ids through `mask`, reasons in words."""
    rows = churn_texts.with_reasons(rows)
    return rows.assign(customer_id=rows["customer_id"].map(mask))


def column_names(*, has_value_at_risk: bool) -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id"), "risk": _("Risk")}
    if has_value_at_risk:
        names["value_at_risk"] = name_of("churn_value_at_risk")
    names |= {"past_12m_value": name_of("past_12m_value"), "reasons": _("Reasons")}
    return names | {"risk_change": _("Since month end"), "last_gap_days": name_of("last_gap_days")}


def export(path: Path, wanted: dict[str, object], names: dict[str, str], mask: Callable[[object], str]) -> bytes:
    """The whole list as CSV: personal ids through `mask`, safe in a spreadsheet, UTF-8 with a mark. Read past the cache."""
    rows = shown(store.query(path, "churn_customers", {**wanted, "rows": None, "skip": 0}), mask)
    rounded = rows.round(dict.fromkeys(MONEY, 2) | {"risk": 4, "risk_change": 4})
    return csv_bytes(rounded[list(names)].rename(columns=names))


def _download(wanted: dict[str, object], *, customers: int, has_value_at_risk: bool) -> None:
    # Made when it is asked for, outside of this script run: what it needs of language and warehouse is settled here.
    ref, names, reader = warehouse.chosen(), column_names(has_value_at_risk=has_value_at_risk), access.reader()
    if not reader.takes_tables:
        return
    file_name = f"{ref.name}-likely-leavers.csv"
    st.download_button(
        _("Download the whole list (CSV)"),
        data=export_log.noted(
            lambda: export(ref.path, wanted, names, reader.personal),
            what="likely leavers",
            rows=customers,
            file_name=file_name,
            is_masked=not reader.sees_personal,
        ),
        file_name=file_name,
        mime="text/csv",
        key="churn_list_download",
        on_click="ignore",
        icon=":material/download:",
    )


def _link_to_picked(rows: pd.DataFrame) -> None:
    picked = address.value("customer")
    if picked is not None and (rows["customer_key"].astype(str) == picked).any():
        label = _("Look at customer {key}").format(key=picked)
        page_link("clv", label, icon=":material/person_search:", customer=picked)
