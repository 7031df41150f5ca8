"""Who answers for each sentence of the first page: a name that the firm types, kept in the workspace."""

import streamlit as st

from ui import access, headline_texts, workspace
from ui.blocks import empty
from ui.escape import plain
from ui.i18n import _
from ui.workspace import WorkspaceError

PREFIX = "headline_owner/"
LONGEST = 80


def kept() -> dict[str, str]:
    """Owner by sentence; none where the workspace cannot be read."""
    try:
        return {row["subject"].removeprefix(PREFIX): row["text"] for row in workspace.read("notes", prefix=PREFIX)}
    except WorkspaceError:
        return {}


def shown(owners: dict[str, str], code: str) -> str:
    """Who answers for a sentence, as a line under its question."""
    if code not in owners:
        return _("Nobody named")
    return _("Owner: {name}").format(name=plain(owners[code]))


def draw_form(codes: list[str], owners: dict[str, str]) -> None:
    """One line of text for each sentence; an empty one takes the name away."""
    unnamed = [code for code in codes if code not in owners]
    label = _("Name who answers for each") if unnamed else _("Change who answers for each")
    with st.expander(label, icon=":material/person:"), st.form("headline_owners", border=False):
        typed = {
            code: st.text_input(
                _(headline_texts.QUESTIONS[code]), owners.get(code, ""), max_chars=LONGEST, key=f"owner_{code}"
            )
            for code in codes
        }
        if not st.form_submit_button(_("Keep these names")):
            return
    changed = {code: name.strip() for code, name in typed.items() if name.strip() != owners.get(code, "")}
    statements: list[tuple[str, dict[str, object]]] = [
        ("keep_note", {"subject": PREFIX + code, "text": name, "written_by": access.name()})
        if name
        else ("drop_note", {"subject": PREFIX + code})
        for code, name in changed.items()
    ]
    try:
        if statements:
            workspace.write_all(statements)
    except WorkspaceError as error:
        empty(_("The names could not be kept.") + f"\n\n{error}")
        return
    st.rerun()
