"""A short tour for whoever opens the bare address on the demo company: five stops, each a sentence above its page.

It is no overlay: the page can be used all the while. Closing it closes it for the session; a link to a page, which
somebody sent on purpose, never starts it.
"""

import streamlit as st

from ui import gathered, warehouse
from ui.i18n import N_, _
from ui.links import opens, page_link

_STATE = "tour"
STOPS = {
    "headline": N_(
        "Five sentences, each from the data and each with the way to its page. Below them you name who answers for each."
    ),
    "acquisition-churn": N_(
        "The mountain: who came, who left, and the base between them. The filters above cut every page alike."
    ),
    "look-forward": N_("Where it goes: move a lever, see what base and equity do, and keep the scenario."),
    "matrix": N_("Whom to look after: pick a cell, and take its list with a group held out at random."),
    "bring-data": N_("Now your own file: drop it here. It stays on the machine that runs this dashboard."),
}


def begin() -> None:
    """Start the tour of a session that came to the bare address, unless it has been closed."""
    st.session_state.setdefault(_STATE, "on")


def draw(path: str) -> None:
    """The stop of this page, on the demo company while the tour is on; nothing elsewhere."""
    is_demo = warehouse.name_or("") != "" and warehouse.is_readable() and warehouse.build_info().sample == "demo"
    stops = [stop for stop in STOPS if opens(stop)]
    if st.session_state.get(_STATE) != "on" or path not in stops or not is_demo:
        return
    here = stops.index(path)
    with gathered.left_out(), st.container(border=True, key="tour"):
        st.caption(_("A short tour, stop {n} of {all}").format(n=here + 1, all=len(stops)))
        st.markdown(_(STOPS[path]))
        with st.container(horizontal=True, vertical_alignment="center"):
            if here + 1 < len(stops):
                page_link(stops[here + 1], _("Next stop"), icon=":material/arrow_forward:")
            st.button(_("End the tour"), key="tour_end", on_click=_end, type="tertiary", icon=":material/close:")


def _end() -> None:
    st.session_state[_STATE] = "off"
