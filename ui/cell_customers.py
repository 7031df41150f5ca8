"""The customers of one cell of the matrix: by pages, one of them to look at, all of them to take away."""

from pathlib import Path

import pandas as pd
import streamlit as st

from data import store
from ui import access, address, formats, warehouse
from ui.charts import table
from ui.definitions import name_of
from ui.export import csv_bytes
from ui.i18n import _
from ui.links import page_link

ROWS_A_PAGE = 50
MONEY = ("value_at_risk", "past_12m_value", "value_36m")
RATE_DIGITS, MONEY_DIGITS = 4, 2  # of the export: as fine as anybody acts on, without float noise


def draw(cell: str, *, customers: int, wanted: dict[str, object]) -> None:
    """Pages of customers with the most value at risk first, the download of them all, the link to the one picked.

    customers : how many the cell counts; wanted : parameters of `matrix_customers` but for rows and skip
    """
    pages = max(1, -(-customers // ROWS_A_PAGE))
    # Another cell, or another cut of it, begins at its first page.
    key = f"cell_customers_{cell}_{customers}"
    page = st.number_input(_("Page"), 1, pages, key=f"{key}_page", width=140) if pages > 1 else 1
    skip = (page - 1) * ROWS_A_PAGE
    rows = masked(warehouse.query("matrix_customers", **wanted, rows=ROWS_A_PAGE, skip=skip))
    st.caption(
        _("{first} to {last} of {all}, the most value at risk first. Pick a row to look at the customer.").format(
            first=formats.whole(skip + 1), last=formats.whole(skip + len(rows)), all=formats.whole(customers)
        )
    )
    table(
        rows,
        key=f"{key}_{page}",
        columns=column_names(),
        kinds={"customer_key": "text", "p_leave": "rate", "last_on": "day"} | dict.fromkeys(MONEY, "money"),
        alt=_("Customers of the cell {cell}").format(cell=cell),
        download=False,
        on_pick=lambda position: address.choose("customer", [str(rows["customer_key"].iloc[position])]),
    )
    _link_to_picked(rows)
    _download(cell, wanted)


def masked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with personal values as this reader may see them; delivered ids may be e-mail addresses."""
    return rows.assign(customer_id=rows["customer_id"].map(access.personal))


def column_names() -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id")}
    names |= {code: name_of(code) for code in ("value_at_risk", "p_leave", "past_12m_value", "value_36m")}
    return names | {"last_on": _("Last purchase")}


def export(path: Path, wanted: dict[str, object], names: dict[str, str]) -> bytes:
    """All customers of the cell as CSV: masked for this reader, safe in a spreadsheet, UTF-8 with a mark.

    Read past the cache, which would keep a million rows of a large cell for nobody.
    """
    rows = masked(store.query(path, "matrix_customers", {**wanted, "rows": None, "skip": 0}))
    rounded = rows.round(dict.fromkeys(MONEY, MONEY_DIGITS) | {"p_leave": RATE_DIGITS})
    return csv_bytes(rounded[list(names)].rename(columns=names))


def _download(cell: str, wanted: dict[str, object]) -> None:
    # Made when it is asked for, outside of this script run: what it needs of language and warehouse is settled here.
    ref, names = warehouse.chosen(), column_names()
    st.download_button(
        _("Download all customers of this cell (CSV)"),
        data=lambda: export(ref.path, wanted, names),
        file_name=f"{ref.name}-{cell}.csv",
        mime="text/csv",
        key="cell_customers_download",
        on_click="ignore",
        icon=":material/download:",
    )


def _link_to_picked(rows: pd.DataFrame) -> None:
    picked = address.value("customer")
    row = rows[rows["customer_key"].astype(str) == picked]
    if picked is not None and len(row):
        label = _("Look at customer {key}").format(key=picked)
        page_link("clv", label, icon=":material/person_search:", customer=picked)
