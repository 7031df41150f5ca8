"""Every figure of the pages, its name in both languages and what it means, to be searched."""

import streamlit as st

import ui
from ui import address, formats, i18n
from ui.definitions import GROUPS, name_in
from ui.i18n import _, ngettext

LONGEST = 60


def other_language() -> str:
    """The language that the reader did not choose."""
    return next(code for code in i18n.LANGUAGES if code != i18n.language())


def matches(code: str, text: str) -> bool:
    """Whether the name in either language, or the meaning, holds the text."""
    name, other = ui.name_of(code), name_in(code, other_language())
    return text.casefold() in f"{name} {other} {ui.definition_of(code)}".casefold()


def take() -> None:
    """Callback of the search: what was typed becomes part of the address."""
    typed = st.session_state["glossary_find"].strip()
    address.choose("find", [typed] if typed else [])


def draw_group(name: str, codes: list[str]) -> None:
    """One group of figures under its name."""
    ui.section(_(name))
    for code in codes:
        other = name_in(code, other_language())
        beside = f" · {other}" if other and other != ui.name_of(code) else ""
        ui.note(f"**{ui.name_of(code)}**{beside}  \n{ui.definition_of(code)}")


asked = (address.value("find") or "")[:LONGEST]
found = {
    name: [code for code in group if matches(code, asked)] for name, group in GROUPS.items()
}  # fmt: skip
count = sum(map(len, found.values()))
ui.caption()
if asked:
    ui.headline(
        ngettext("{n} figure holds “{text}”", "{n} figures hold “{text}”", count).format(
            n=formats.whole(count), text=ui.plain(asked)
        )
    )
else:
    ui.headline(_("{n} figures and what they mean here").format(n=formats.whole(count)))
st.session_state["glossary_find"] = asked
st.text_input(
    _("Search"),
    key="glossary_find",
    max_chars=LONGEST,
    on_change=take,
    placeholder=_("a name in either language, or a word of its meaning"),
    icon=":material/search:",
)
ui.note(_("Settings such as the lapse window are those of the warehouse shown; another build may have others."))
if not count:
    ui.empty(_("No name and no meaning holds this text. Try a shorter one, or a word in the other language."))
    st.button(_("Show all"), on_click=address.choose, args=("find", []))
for name, codes in found.items():
    if codes:
        draw_group(name, codes)
