"""The frame around every page: page list, language, choice of the warehouse, filters; then the page itself."""

from pathlib import Path

import pandas as pd
import streamlit as st

from ui import access, address, blocks, charts, filter_bar, formats, i18n, links, login, tour, warehouse
from ui.escape import plain, quoted
from ui.handout import action as handout
from ui.i18n import _
from ui.page_list import GROUPS, PAGES, Page

_ICON = Path(__file__).with_name("icon.svg")
# Narrower page margins, two cards a row on a phone, and no automatic hyphens in Chinese. Constant text only.
_STYLE = """
<style>
.stMainBlockContainer { padding-top: 4.25rem; padding-bottom: 3rem; max-width: 1360px; }
.stMainBlockContainer h1 { padding-top: 0.25rem; padding-bottom: 0.6rem; }
[class*="st-key-cards_"] { display: grid; grid-template-columns: repeat(auto-fit, minmax(148px, 1fr)); gap: 0.75rem; }
[class*="st-key-cards_"] [data-testid="stMetricLabel"] * { white-space: normal !important; }
[class*="st-key-cards_"] [data-testid="stMetric"] > div { padding: 0.9rem 0.4rem 0.9rem 0.75rem; }
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.74; }
[data-testid^="stBaseButton-primary"] kbd { color: inherit; opacity: 1; }
[class*="st-key-headline_lines"] hr { margin: 0.1rem 0; }
[class*="st-key-headline_lines"] [data-testid="stVerticalBlock"] { gap: 0.35rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .stMainBlockContainer h1 { font-size: 1.5rem; }
  .stMainBlockContainer h3 { font-size: 1.2rem; }
}
</style>
"""
# White on the bright blue that links need on a dark ground cannot be read.
_DARK_STYLE = '<style>[data-testid^="stBaseButton-primary"] * { color: #0E1117; }</style>'

# Streamlit says these in English alone.
_NOT_ENGLISH_STYLE = '<style>[data-testid="InputInstructions"] { display: none; }</style>'


def run() -> None:
    """Draw the frame and run the page that the reader opened."""
    st.set_page_config(page_title="Customer asset", page_icon=str(_ICON), layout="wide")
    _set_language_from_url()
    if not login.is_passed():  # before anything else is read
        return
    reader = access.reader()
    allowed = [page for page in PAGES if reader.opens(page.least_role)]
    drawn = {page.path: _streamlit_page(page, is_listed=page in allowed) for page in PAGES}
    start = st.Page(_start, title=_("Start"), url_path="start", default=True, visibility="hidden")
    groups = {_(name): [drawn[page.path] for page in PAGES if page.group == group] for group, name in GROUPS.items()}
    opened = st.navigation({"": [start], **groups}, expanded=True)
    if opened.url_path not in drawn:
        # The bare address has a page of its own, so that every page in the list has an address that can be typed.
        seen = next((page for page in allowed if page.path == address.page_shown()), None)
        if not st.query_params and seen is None:
            tour.begin()
        st.switch_page(drawn[(seen or allowed[0]).path], query_params=st.query_params.to_dict())
    page = next(page for page in PAGES if page.path == opened.url_path)
    url_decided = address.follow(page.path, page.keys)
    i18n.set_language(_language())
    in_english = i18n.language() == "en"
    st.html(_STYLE + (_DARK_STYLE if charts.mode() == "dark" else "") + ("" if in_english else _NOT_ENGLISH_STYLE))
    has_warehouse = _choose_warehouse()
    _draw_sidebar(has_warehouse)
    if page not in allowed:
        login.say_no_page(_(page.name))
        return
    is_readable = has_warehouse and warehouse.is_readable()
    if has_warehouse and not is_readable and page.needs != "nothing":
        address.publish(page.keys)
        _say_other_version()
        return
    if is_readable:
        filter_bar.draw(page, url_decided=url_decided, beside=lambda: handout.draw(page))
    elif page.needs == "nothing":
        handout.draw(page)
    if has_warehouse or page.needs == "nothing":
        address.publish(page.keys)
        if page.needs in ("customers", "history") and warehouse.build_info().lines == "disclosure":
            _say_no_customers(page)
        elif page.needs == "history" and warehouse.is_list():
            _say_no_history(page)
        else:
            tour.draw(page.path)
            opened.run()
    else:
        _say_no_warehouse()


def _start() -> None:
    """The hidden default page; the frame moves on to the first page before it would run."""


def _streamlit_page(page: Page, *, is_listed: bool):
    return st.Page(
        f"../pages/{page.script}",
        title=_(page.name),
        icon=page.icon,
        url_path=page.path,
        visibility="visible" if is_listed else "hidden",
    )


def _set_language_from_url() -> None:
    """Names in the page list are drawn before the view is read, so the language is looked up first of all."""
    asked = st.query_params.get("lang") or (address.value("lang") or "")
    i18n.set_language(asked if asked in i18n.LANGUAGES else i18n.language_for(st.context.locale))


def _language() -> str:
    asked = address.value("lang")
    if asked in i18n.LANGUAGES:
        return asked
    address.choose("lang", [])
    return i18n.language_for(st.context.locale)


def _choose_warehouse() -> bool:
    """Point this run at the warehouse of the view; False when there is none at all."""
    names = warehouse.names()
    if not names:
        warehouse.use_none()
        return False
    asked = address.value("warehouse")
    name = asked if asked in names else warehouse.first_choice(names)
    if asked and asked not in names:
        st.warning(
            _("There is no warehouse “{name}”; “{other}” is shown.").format(name=quoted(asked), other=plain(name)),
            icon=":material/link_off:",
        )
    address.choose("warehouse", [name] if len(names) > 1 else [])
    warehouse.use(name)
    return True


def _draw_sidebar(has_warehouse: bool) -> None:
    with st.sidebar:
        if has_warehouse:
            names = warehouse.names()
            st.session_state["choose_warehouse"] = warehouse.chosen().name
            st.selectbox(
                _("Warehouse"), names, key="choose_warehouse", on_change=_take, args=("warehouse", "choose_warehouse")
            )
            st.caption(_freshness())
        st.session_state["choose_lang"] = i18n.language()
        st.segmented_control(
            _("Language"),
            list(i18n.LANGUAGES),
            format_func=i18n.LANGUAGES.get,
            required=True,
            key="choose_lang",
            on_change=_take,
            args=("lang", "choose_lang"),
        )
        login.draw_reader()


def _take(name: str, key: str) -> None:
    address.choose(name, [st.session_state[key]])


def _freshness() -> str:
    """As-of date and age of the build, in words. Age is counted from the build: the data end at `as_of` for good."""
    info = warehouse.build_info()
    built = pd.Timestamp(info.built_at)
    return _("As of {as_of} · built {built}").format(as_of=formats.day(info.as_of), built=formats.day(built.date()))


def _say_other_version() -> None:
    st.title(_("This warehouse was built by another version of the dashboard"), anchor=False)
    st.info(
        _("Build it again; its last order is kept:")
        + f"\n\n```\npython build.py --again {warehouse.chosen().name}\n```"
    )


def _say_no_customers(page: Page) -> None:
    """The firm gave its published figures alone: which page needs more, and where those figures are."""
    blocks.caption()
    blocks.headline(_("“{page}” needs customer data").format(page=_(page.name)))
    blocks.note(_("This warehouse holds published figures only. A file of transactions or contracts opens this page."))
    links.page_link("acquisition-churn", _("See what the published figures tell"))


def _say_no_history(page: Page) -> None:
    """The warehouse rests on a list of one day: which page needs more, and what the list does tell."""
    blocks.caption()
    blocks.headline(_("“{page}” needs a history of customers").format(page=_(page.name)))
    blocks.note(
        _(
            "Who was in the base earlier, a list of one day does not say. Purchases or contracts with dates open this page."
        )
    )
    links.page_link("lifecycle", _("See how long customers of each kind stay"))


def _say_no_warehouse() -> None:
    st.title(_("There is no warehouse yet"), anchor=False)
    st.info(
        _("Build one from the sample or from your own file, then reload this page:")
        + "\n\n```\nmake build SOURCE=orders.csv NAME=shop\n```"
    )
    links.page_link("bring-data", _("Or drop your files here"))
    links.page_link("five-numbers", _("Or begin with five numbers, without any file"))
