"""Where a build that runs in the background stands, in the reader's words; the same wherever one can be started."""

import streamlit as st

from ui import i18n, rebuild, refusals, warehouse
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


def draw(name: str) -> bool:
    """Draw how far the build of the warehouse on this page is, or how it ended; True while it runs."""
    stand = rebuild.state(name)
    if stand.status == "running":
        _watch(i18n.language())
        return True
    if stand.status == "done":
        rebuild.forget(name)
        st.success(_("The new build is in place; every page now shows it."), icon=":material/check_circle:")
    if stand.status == "failed":
        rebuild.forget(name)
        st.error(_("The build did not finish; the present one stays in place."))
        note(plain(refusals.in_words(stand.said)))
    return False


def stage_of(stand: rebuild.Rebuild) -> str:
    """What the build is doing, in words."""
    return _(STAGES[stand.stage]) if stand.stage in STAGES else _("starting")


@st.fragment(run_every=2)
def _watch(lang: str) -> None:
    i18n.set_language(lang)  # between full runs this runs without the frame, which sets it
    stand = rebuild.state(warehouse.chosen().name)
    if stand.status != "running":
        st.rerun()
    st.progress(stand.share, text=_("Building again: {stage}").format(stage=stage_of(stand)))
