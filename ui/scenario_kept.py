"""Named scenarios: kept in the workspace, loaded into the levers, deleted, and chosen for comparison in the link."""

import streamlit as st

from analytics.forecast_scenario import LEVERS, SMALLEST, Levers
from ui import access, address, scenario_levers, workspace
from ui.blocks import empty
from ui.escape import plain
from ui.i18n import _
from ui.workspace import WorkspaceError

COMPARED = "w_with"
AT_MOST = 4
LONGEST_NAME = 60


def kept() -> list[dict]:
    """All scenarios of this warehouse by name; none where the workspace cannot be read."""
    try:
        return workspace.read("scenarios")
    except WorkspaceError:
        return []


def levers_of(row: dict) -> Levers:
    """Levers of a kept scenario, each within its bounds."""
    return Levers(**{name: min(max(int(row[name]), SMALLEST), 100) for name in LEVERS})


def compared(rows: list[dict]) -> list[dict]:
    """The scenarios that the link asks for, at most four; says which of them are not there any more."""
    known = {str(row["scenario_id"]): row for row in rows}
    asked = list(dict.fromkeys(address.values(COMPARED)))
    missing = [each for each in asked if each not in known]
    if missing:
        address.choose(COMPARED, [each for each in asked if each in known][:AT_MOST])
        st.warning(
            _("Not kept here any more, so not compared: {asked}.").format(asked=plain(", ".join(missing)[:80])),
            icon=":material/link_off:",
        )
    return [known[each] for each in asked if each in known][:AT_MOST]


def draw(levers: Levers, rows: list[dict]) -> None:
    """Keep the present levers under a name; choose, load and delete kept ones."""
    with st.expander(
        _("Keep and compare scenarios"), icon=":material/bookmarks:", expanded=bool(address.values(COMPARED))
    ):
        _draw_keep(levers)
        if not rows:
            st.markdown(_("No scenario is kept yet. Set the levers, give them a name, and keep them."))
            return
        names = {str(row["scenario_id"]): row["name"] for row in rows}
        st.session_state["w_with_chosen"] = [each for each in address.values(COMPARED) if each in names][:AT_MOST]
        st.multiselect(
            _("Compare (at most four)"), list(names), key="w_with_chosen", format_func=names.get, on_change=_take,
            max_selections=AT_MOST, placeholder=_("Choose scenarios"),
        )  # fmt: skip
        chosen = st.selectbox(_("Kept scenario"), list(names), key="w_one", format_func=names.get)
        row = next((row for row in rows if str(row["scenario_id"]) == chosen), rows[0])
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Load"), key="w_load", on_click=scenario_levers.set_to, args=(levers_of(row),), icon=":material/tune:"
            )
            st.button(_("Delete"), key="w_delete", on_click=_drop, args=(row["scenario_id"],), icon=":material/delete:")
    trouble = st.session_state.pop("w_trouble", None)
    if trouble:
        empty(trouble)


def _draw_keep(levers: Levers) -> None:
    with st.form("w_keep", border=False, clear_on_submit=True):
        name = st.text_input(_("Name of the scenario"), max_chars=LONGEST_NAME, key="w_name")
        if not st.form_submit_button(_("Keep these levers"), icon=":material/bookmark_add:"):
            return
    name = " ".join(name.split())
    if not name:
        empty(_("Give the scenario a name first."))
    elif name in {row["name"] for row in kept()}:
        empty(_("There is a scenario of this name already. Delete it first, or choose another name."))
    elif _keep(name, levers):
        st.rerun()


def _keep(name: str, levers: Levers) -> bool:
    try:
        number = workspace.write("keep_scenario", scenario_name=name, made_by=access.name(), **vars(levers))
    except WorkspaceError as error:
        empty(_("The scenario could not be kept.") + f"\n\n{plain(error)}")
        return False
    address.choose(COMPARED, [*address.values(COMPARED), str(number)][-AT_MOST:])
    return True


def _take() -> None:
    address.choose(COMPARED, st.session_state["w_with_chosen"])


def _drop(scenario_id: int) -> None:
    try:
        workspace.write("drop_scenario", scenario_id=scenario_id)
    except WorkspaceError:
        st.session_state["w_trouble"] = _("The scenario could not be deleted.")
        return
    address.choose(COMPARED, [each for each in address.values(COMPARED) if each != str(scenario_id)])
