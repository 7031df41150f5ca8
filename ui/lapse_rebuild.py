"""The panel that lets a reader try another lapse window: it builds in the background and says how far it is."""

import streamlit as st

from ui import i18n, rebuild, warehouse
from ui.blocks import note
from ui.escape import plain
from ui.i18n import N_, _

STAGES = {
    "reading": N_("reading the files"),
    "staging": N_("cleaning the rows"),
    "marts": N_("building the tables"),
    "models": N_("fitting and checking the models"),
    "checking": N_("checking the identities"),
    "publishing": N_("publishing"),
}
SHORTEST_DAYS, LONGEST_DAYS = 7, 1095


def draw(current_days: int) -> None:
    """Draw the panel: a number of days and a button, or the progress of the build under way."""
    name = warehouse.chosen().name
    stand = rebuild.state(name)
    if stand.status == "running":
        _watch(i18n.language())
        return
    if stand.status == "done":
        rebuild.forget(name)
        st.success(_("The new build is in place; every page now shows it."), icon=":material/check_circle:")
    if stand.status == "failed":
        st.error(_("The build did not finish; the present one stays in place."))
        note(plain(stand.said))
        rebuild.forget(name)
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


@st.fragment(run_every=2)
def _watch(lang: str) -> None:
    i18n.set_language(lang)  # between full runs this runs without the frame, which sets it
    stand = rebuild.state(warehouse.chosen().name)
    if stand.status != "running":
        st.rerun()
    stage = _(STAGES[stand.stage]) if stand.stage in STAGES else _("starting")
    st.progress(stand.share, text=_("Building again: {stage}").format(stage=stage))
