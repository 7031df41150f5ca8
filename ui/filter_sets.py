"""Saved segments: filters on who the customers are, kept by name in the workspace and chosen from the filter bar of any page.

A link holds the filters themselves, so it opens the same view after the segment was renamed or deleted; the name is
shown wherever the filters in force are those of a saved segment. Periods are no part of it: they say when, not who.
"""

import json
from dataclasses import dataclass

import streamlit as st

from ui import access, address, workspace
from ui.escape import plain
from ui.i18n import _
from ui.page_list import DIMENSIONS
from ui.workspace import WorkspaceError

WHO = (*DIMENSIONS, "line", "scored")
LONGEST_NAME = 60
ROLE = "executive"  # the least role that saves, renames and deletes; everybody chooses
_TROUBLE, _CHOSEN = "filter_set_trouble", "filter_set_chosen"


@dataclass(frozen=True)
class FilterSet:
    """One saved segment. `filters`: name of a filter -> raw values; a filter that is absent takes all."""

    number: int
    name: str
    filters: dict[str, list[str]]


def kept() -> list[FilterSet]:
    """All saved segments of this warehouse by name; unreadable ones are left out, none without a workspace."""
    try:
        rows = workspace.read("filter_sets")
    except WorkspaceError:
        return []
    found = [FilterSet(row["filter_set_id"], row["name"], _filters_of(row["filters"])) for row in rows]
    return [each for each in found if each.filters]


def active(sets: list[FilterSet]) -> FilterSet | None:
    """The saved segment whose filters are those in force; None where they are no saved one's."""
    now = _in_force()
    return next((each for each in sets if now and each.filters == now), None)


def said(found: FilterSet | None, used: tuple[str, ...]) -> str:
    """Name of the segment for the summary, escaped; "in part" where the page uses only some of its filters (`used`)."""
    if found is None or not set(found.filters) & set(used):
        return ""
    name = _("“{name}”").format(name=plain(found.name))
    return name if set(found.filters) <= set(used) else _("{segment}, in part").format(segment=name)


def draw_choice(sets: list[FilterSet], now: FilterSet | None) -> None:
    """The list to choose from; nothing where nothing is saved."""
    if not sets:
        return
    names = {each.number: each.name for each in sets}
    st.session_state[_CHOSEN] = now.number if now else None
    st.selectbox(
        _("Saved segment"), list(names), index=None, key=_CHOSEN, format_func=lambda number: names.get(number, ""),
        placeholder=_("None of the saved ones"), on_change=_take, args=({each.number: each.filters for each in sets},),
    )  # fmt: skip


def draw_keeping(now: FilterSet | None) -> None:
    """Save the filters in force under a name, or rename and delete the saved segment that is in force."""
    if access.reader().reaches(ROLE) and _in_force():
        # Another key for each segment: the field begins with the name of the one in force.
        key = f"filter_set_name_{now.number if now else 'new'}"
        label = _("Name of this segment") if now else _("Save these filters as a segment")
        st.text_input(
            label, now.name if now else "", max_chars=LONGEST_NAME, key=key, placeholder=_("Name"),
            help=_("Who the customers are is saved, not the periods. Offered to everybody who reads this warehouse."),
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            if now is None:
                st.button(_("Save"), key="filter_set_save", on_click=_keep, args=(key,), icon=":material/bookmark_add:")
            else:
                st.button(_("Rename"), key="filter_set_rename", on_click=_rename, args=(now.number, key))
                st.button(_("Delete"), key="filter_set_delete", on_click=_drop, args=(now.number,))
    trouble = st.session_state.pop(_TROUBLE, None)
    if trouble:
        st.warning(trouble)


def _in_force() -> dict[str, list[str]]:
    return {name: sorted(address.values(name)) for name in WHO if address.values(name)}


def _filters_of(text: str) -> dict[str, list[str]]:
    try:
        given = json.loads(text)
        return {name: sorted(str(value) for value in given[name]) for name in WHO if given.get(name)}
    except (ValueError, TypeError, AttributeError):
        return {}


def _take(filters: dict[int, dict[str, list[str]]]) -> None:
    """Callback: the filters of the chosen segment come into force; all of them go where none is chosen."""
    chosen = filters.get(st.session_state[_CHOSEN], {})
    for name in WHO:
        address.choose(name, chosen.get(name, []))


def _keep(key: str) -> None:
    filters = json.dumps(_in_force(), ensure_ascii=False)
    _write("keep_filter_set", key, filters=filters, made_by=access.name())


def _rename(number: int, key: str) -> None:
    _write("rename_filter_set", key, filter_set_id=number)


def _write(statement: str, key: str, **params: object) -> None:
    name = " ".join(st.session_state[key].split())
    number = params.get("filter_set_id")
    if not name:
        st.session_state[_TROUBLE] = _("Give the segment a name first.")
        return
    if any(each.name.casefold() == name.casefold() and each.number != number for each in kept()):
        st.session_state[_TROUBLE] = _("There is a segment of this name already. Choose another name.")
        return
    try:
        workspace.write(statement, set_name=name, **params)
    except WorkspaceError:
        st.session_state[_TROUBLE] = _("The segment could not be kept.")


def _drop(number: int) -> None:
    try:
        workspace.write("drop_filter_set", filter_set_id=number)
    except WorkspaceError:
        st.session_state[_TROUBLE] = _("The segment could not be deleted.")
