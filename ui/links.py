"""Links from one page to another that keep the reader's view: warehouse, language and filters."""

import streamlit as st

from ui import access, address
from ui.i18n import _, language
from ui.page_list import PAGES


def opens(path: str) -> bool:
    """True where the page is in the list and the reader's role opens it."""
    return any(page.path == path and access.reader().opens(page.least_role) for page in PAGES)


def page_link(path: str, label: str = "", *, icon: str | None = None, **keys: str) -> None:
    """A link to another page of the list with the present view; `keys` are that page's own URL keys.

    The label is the name of the page where none is given.
    A path that is not in the list shows nothing: a page may be left out of an installation. Nor does one that the
    reader's role does not open.
    """
    if not opens(path):
        return
    page = next(page for page in PAGES if page.path == path)
    query = {**address.parameters(), **{key: [value] for key, value in keys.items()}}
    st.page_link(_page_object(page), label=label or _(page.name), icon=icon or page.icon, query_params=query)


def go_to(path: str, **query: str) -> None:
    """Leave this page for another one of the list, with these URL keys; the present view is not taken along."""
    page = next(page for page in PAGES if page.path == path)
    st.switch_page(_page_object(page), query_params={"lang": language(), **query})


def _page_object(page):
    return st.Page(f"../pages/{page.script}", title=_(page.name), icon=page.icon, url_path=page.path)
