"""What to do in each cell of the matrix: the article's and our advice, or the text that the firm keeps instead."""

from collections.abc import Mapping

import streamlit as st

from ui import access, matrix_texts, workspace
from ui.blocks import empty, note
from ui.escape import plain
from ui.i18n import _
from ui.workspace import WorkspaceError

PREFIX = "matrix_strategy/"
LONGEST = 2_000


def kept() -> dict[str, dict]:
    """The firm's own texts by cell; none where the workspace cannot be read, which other parts of the page say."""
    try:
        return {row["subject"].removeprefix(PREFIX): row for row in workspace.read("notes", prefix=PREFIX)}
    except WorkspaceError:
        return {}


def text_of(code: str, own: Mapping[str, dict]) -> str:
    """What to do in a cell of any grid, and whose advice it is; empty for a finer cell without a text of its own."""
    if code in own:
        mark = _("your own text")
        return f"{plain(own[code]['text'])} *({mark})*"
    return matrix_texts.strategy(code) if code in matrix_texts.STRATEGIES else ""


def draw(code: str, letters: list[str]) -> None:
    """The advice for the chosen cell, and the form that changes it.

    letters : the cells of the 2 x 2 matrix that the cell belongs to
    """
    own = kept()
    if code in own:
        note(text_of(code, own))
    else:
        for text in matrix_texts.strategies(letters):
            note(text)
    with st.expander(_("Change what to do here"), icon=":material/edit_note:"):
        _draw_form(code, own[code]["text"] if code in own else "")


def _draw_form(code: str, before: str) -> None:
    with st.form(f"strategy_{code}", border=False):
        text = st.text_area(_("What to do in this cell"), before, max_chars=LONGEST, key=f"strategy_text_{code}")
        if not st.form_submit_button(_("Keep this text"), type="primary"):
            return
    try:
        if text.strip():
            workspace.write("keep_note", subject=PREFIX + code, text=text.strip(), written_by=access.name())
        else:  # an empty text brings the advice back
            workspace.write("drop_note", subject=PREFIX + code)
    except WorkspaceError as error:
        empty(_("The text could not be kept.") + f"\n\n{error}")
        return
    st.rerun()
