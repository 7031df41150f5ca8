"""The filters: drawn by the frame on every page, read by pages as a dict that `ui.read` and `ui.query` take.

Filters that the page does not use are shown disabled; values of a link that the warehouse lacks are named, not
dropped in silence.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from ui import address, filter_sets, gathered, scored, warehouse
from ui.escape import plain, quoted
from ui.filter_values import NAMES, Options, finest_grain, options, show_value
from ui.i18n import N_, _, language
from ui.page_list import DIMENSIONS, Page

PLACEHOLDERS = {"scored": N_("All"), "period_from": N_("First period"), "period_to": N_("Last period")}
_NOTICE = "filter_notice"


def filters() -> dict[str, Any]:
    """The reader's choice, ready for `ui.read` and `ui.query`: None where nothing was chosen.

    first_channel, first_region, first_category: list of text; cohort_year: list of int; line: all, shop, contract;
    grain: month, quarter, year; period_from, period_to: date; scored, rfm_segment, rfm_scores: as `scored.params`.
    """
    chosen: dict[str, Any] = {name: address.values(name) or None for name in DIMENSIONS[:-1]}
    chosen["cohort_year"] = [int(year) for year in address.values("cohort_year")] or None
    chosen["line"] = address.value("line") or "all"
    chosen["grain"] = address.value("grain") or finest_grain()
    for name in ("period_from", "period_to"):
        day = address.value(name)
        chosen[name] = date.fromisoformat(day) if day else None
    return chosen | scored.params()


def draw(page: Page, *, url_decided: bool, beside: Callable[[], None]) -> None:
    """Draw the bar above the page: one button that holds every filter, what `beside` draws, what is chosen in words."""
    offered = options()
    _drop_unknown(offered, say=url_decided)
    active = [name for name in address.FILTERS if address.values(name)]
    saved = filter_sets.kept()
    now = filter_sets.active(saved)
    label = _("Filters") if not active else _("Filters ({n})").format(n=len(active))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="filter_bar"):
        with st.popover(label, icon=":material/filter_alt:", disabled=not page.filters):
            filter_sets.draw_choice(saved, now)
            for name in address.FILTERS:
                _draw_one(name, offered, is_used=name in page.filters)
                if name == filter_sets.WHO[-1]:
                    scored.draw_why(page)
                    filter_sets.draw_keeping(now)
            st.button(_("Clear all"), on_click=clear, disabled=not active, key="clear_filters")
        beside()
        summary = summary_of(page)
        gathered.add(gathered.Text("filters", summary))
        if summary:
            st.caption(summary)
    if st.session_state.get(_NOTICE):
        st.warning(st.session_state[_NOTICE], icon=":material/link_off:")


def _draw_one(name: str, offered: Options, *, is_used: bool) -> None:
    choices = offered.choices(name)
    if not choices:
        return
    # The language is part of the key: browser and server exchange the translated label of a choice.
    key = f"filter_{name}_{language()}"
    labels = {value: show_value(name, value) for value in choices} if name == "scored" else _labels_of(name)
    common: dict[str, Any] = {
        "key": key,
        "disabled": not is_used,
        "help": None if is_used else _("This page does not use it."),
        "format_func": lambda value: labels.get(value, value),
        "on_change": _take,
        "args": (name, key),
    }
    if name in DIMENSIONS:
        st.session_state[key] = address.values(name)
        st.multiselect(_(NAMES[name]), choices, placeholder=_("All"), **common)
    elif name in ("line", "grain"):
        st.session_state[key] = address.value(name) or choices[0]
        st.segmented_control(_(NAMES[name]), choices, required=True, **common)
    else:
        st.session_state[key] = address.value(name)
        placeholder = _(PLACEHOLDERS[name])
        st.selectbox(_(NAMES[name]), choices, index=None, placeholder=placeholder, **common)


def _labels_of(name: str) -> dict[str, str]:
    return _labels(str(warehouse.chosen().path), language(), name)


@lru_cache(maxsize=512)
def _labels(_path: str, _language: str, name: str) -> dict[str, str]:
    """Raw values of a filter and what is shown for them, in this build and language: hundreds of dates to write."""
    return {value: show_value(name, value) for value in options().choices(name)}


def _take(name: str, key: str) -> None:
    """Callback of every filter: the widget's value becomes the view's."""
    value = st.session_state[key]
    chosen = value if isinstance(value, list) else [value] if value else []
    is_default = name in ("line", "grain") and chosen in (["all"], [finest_grain()])
    address.choose(name, [] if is_default else chosen)
    st.session_state.pop(_NOTICE, None)


def clear() -> None:
    """Callback: take every filter off."""
    for name in address.FILTERS:
        address.choose(name, [])
    st.session_state.pop(_NOTICE, None)


def _drop_unknown(offered: Options, *, say: bool) -> None:
    """Take values out of the view that the warehouse lacks, and keep a sentence that names them."""
    lacking: list[str] = []
    for name in address.FILTERS:
        values = address.values(name)
        known = offered.known(name) if values else []
        applied = [value for value in values if value in known]
        applied = applied if name in DIMENSIONS else applied[:1]
        unknown = [value for value in values if value not in applied]
        if unknown:
            address.choose(name, applied)
            lacking.append(f"{_(NAMES[name])}: {', '.join(quoted(_asked(name, value)) for value in unknown[:5])}")
    start, end = address.value("period_from"), address.value("period_to")
    if start and end and start > end:
        address.choose("period_from", [])
        lacking.append(_("From lies after To"))
    if lacking:
        st.session_state[_NOTICE] = _(
            "This warehouse does not have what was asked for, so it is not applied: {list}."
        ).format(list="; ".join(lacking))
    elif say:
        st.session_state.pop(_NOTICE, None)


def _asked(name: str, value: str) -> str:
    return scored.show(value) if name == "scored" else value


def summary_of(page: Page) -> str:
    """What is chosen on a page, in words; a filter this page does not use is left out. A saved segment is named first."""
    if not any(address.values(name) for name in address.FILTERS):
        return ""
    segment = filter_sets.said(filter_sets.active(filter_sets.kept()), page.filters)
    parts = [segment] if segment else []
    for name in address.FILTERS:
        chosen = address.values(name)
        if chosen and (name in page.filters or (name == "scored" and page.filters)):
            values = ", ".join(plain(show_value(name, value)) for value in chosen)
            said = f"{_(NAMES[name])}: {values}"
            parts.append(said if name in page.filters else _("{filter} (not used on this page)").format(filter=said))
    return " · ".join(parts)
