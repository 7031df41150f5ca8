"""A list of customers on a page: shown by pages, one of them to look at, all of them to take away with a holdout."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from analytics.effect import FEWEST
from data import store
from ui import access, address, customer_lookup, formats, kept_lists, page_options, warehouse
from ui.blocks import empty
from ui.charts import table
from ui.i18n import _, ngettext
from ui.kept_lists import Selection
from ui.links import page_link
from ui.workspace import WorkspaceError

ROWS_A_PAGE = 50
SHARES = ("0", "5", "10", "20", "30", "50")
DEFAULT_SHARE = "10"
Read = Callable[[Path], pd.DataFrame]
Worded = Callable[[pd.DataFrame], pd.DataFrame]  # adds what a list says in the reader's words to rows as queried


def unchanged(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list that says nothing in words."""
    return rows


def draw_pages(
    *,
    key: str,
    customers: int,
    query: str,
    wanted: Mapping[str, object],
    columns: Mapping[str, str],
    kinds: Mapping[str, str],
    order: str,
    alt: str,
    worded: Worded = unchanged,
) -> None:
    """Customers by pages; one that is picked gets a link to the page about it.

    key : one for each list, so that another list begins at its first page; customers : how many it holds
    query, wanted : the named query of the list and its parameters but for rows and skip; worded : see Worded
    order : what the list is ordered by, in words
    """
    pages = max(1, -(-customers // ROWS_A_PAGE))
    page = st.number_input(_("Page"), 1, pages, key=f"{key}_page", width=140) if pages > 1 else 1
    skip = (int(page) - 1) * ROWS_A_PAGE
    rows = masked(worded(warehouse.query(query, **wanted, rows=ROWS_A_PAGE, skip=skip)))
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
        columns=columns,
        kinds=kinds,
        alt=alt,
        download=False,
        on_pick=lambda position: address.choose("customer", [str(rows["customer_key"].iloc[position])]),
    )
    customer_lookup.link_to_picked(rows)


def masked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with personal values as this reader may see them; delivered ids may be e-mail addresses."""
    return rows.assign(customer_id=rows["customer_id"].map(access.personal))


def all_rows(path: Path, query: str, wanted: Mapping[str, object]) -> pd.DataFrame:
    """The whole list, read past the cache, which would keep a million of them."""
    return store.query(path, query, {**wanted, "rows": None, "skip": 0})


def draw_taking(
    selection: Selection, query: str, *, names: Mapping[str, str], file_stem: str, worded: Worded = unchanged
) -> None:
    """Take the list away: choose the share held out, draw and keep it, then fetch it as CSV or Excel, or decide on it.

    query : the named query of the list; its parameters are the choice of the selection; worded : see Worded
    """

    def read_rows(path: Path) -> pd.DataFrame:
        return worded(all_rows(path, query, selection.choice))

    with st.container(border=True, key=f"taking_{selection.kind}"):
        heading = _("Take this list away")
        st.markdown(f"**{heading}**")
        share = page_options.selectbox(
            "holdout", _("Held out at random"), SHARES, default=DEFAULT_SHARE, show=lambda percent: f"{percent}%"
        )
        st.caption(
            _(
                "Those held out are not contacted: comparing them with the others later is the only way to know what "
                "contacting brought. The draw is kept, so that the same list always has the same groups."
            )
        )
        try:
            _draw_files(selection, read_rows, int(share) / 100, names=names, file_stem=file_stem)
        except WorkspaceError as error:
            empty(_("Lists cannot be taken away now, because they could not be recorded.") + f"\n\n{error}")


def _draw_files(selection: Selection, read_rows: Read, share: float, *, names, file_stem: str) -> None:
    kept = kept_lists.find(selection, share)
    if kept is None:
        if not st.button(_("Draw the groups and keep the list"), key=f"keep_{selection.kind}", type="primary"):
            return
        kept = kept_lists.keep(selection, read_rows(warehouse.chosen().path), holdout_share=share)
    st.caption(said(kept))
    if too_few(kept):
        st.caption(too_few(kept))
    with st.container(horizontal=True, gap="small"):
        for form, label in (("csv", _("Download (CSV)")), ("xlsx", _("Download (Excel)"))):
            file_name = f"{file_stem}-{kept['list_id']}.{form}"
            st.download_button(
                label,
                data=kept_lists.writer(kept, read_rows, names=names, form=form, file_name=file_name),
                file_name=file_name,
                mime=kept_lists.FORMATS[form][0],
                key=f"take_{selection.kind}_{form}",
                on_click="ignore",
                icon=":material/download:",
            )
    page_link("decisions", _("Make a decision of this list"), list=str(kept["list_id"]))


def said(kept: Mapping[str, Any]) -> str:
    """Number, groups and seed of a kept list, in a sentence."""
    contacts, holdouts = int(kept["contacts"]), int(kept["holdouts"])
    return ngettext(
        "List {number}: {contacts} customer to contact, {holdouts} held out (drawn with seed {seed}). Files are logged.",
        "List {number}: {contacts} customers to contact, {holdouts} held out (drawn with seed {seed}). Files are logged.",
        contacts,
    ).format(
        number=kept["list_id"], contacts=formats.whole(contacts), holdouts=formats.whole(holdouts), seed=kept["seed"]
    )


def too_few(kept: Mapping[str, Any]) -> str:
    """Why no effect of contacting this kept list can be measured; empty where it can."""
    if min(int(kept["contacts"]), int(kept["holdouts"])) >= FEWEST:
        return ""
    return _(
        "With fewer than {n} customers in each group no effect can be measured later: hold out more, or take a longer list."
    ).format(n=formats.whole(FEWEST))
