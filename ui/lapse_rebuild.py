"""The panel that lets a reader try another lapse window: it builds in the background and says how far it is."""

import streamlit as st

from ui import rebuild, rebuild_status, warehouse
from ui.blocks import note
from ui.i18n import _

SHORTEST_DAYS, LONGEST_DAYS = 7, 1095


def draw(current_days: int) -> None:
    """Draw the panel: a number of days and a button, or the progress of the build under way."""
    name = warehouse.chosen().name
    if not rebuild_status.draw(name):
        _ask(name, current_days)


def _ask(name: str, current_days: int) -> None:
    if not (warehouse.root() / name / "order.json").exists():
        note(_("To use another lapse window, build again with --lapse-days."))
        return
    with st.form("lapse_rebuild", border=False):
        chosen = st.number_input(
            _("Build again with another lapse window, days"),
            min_value=SHORTEST_DAYS,
            max_value=LONGEST_DAYS,
            value=current_days,
            step=1,
            help=_("It runs in the background; everybody goes on reading the present build until it is done."),
            width=320,
        )
        asked = st.form_submit_button(_("Build again"), icon=":material/refresh:")
    if asked:
        rebuild.start(name, ["--again", name, "--lapse-days", str(int(chosen))])
        st.rerun()
