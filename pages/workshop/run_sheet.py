"""The run sheet: 90 minutes with the answers, likely wrong answers and advice for whoever leads; the sheets for paper."""

from functools import partial

import streamlit as st

import ui
from ui import export_log, workshop_paper, workshop_path, workshop_plan, workshop_room
from ui.i18n import _


def draw_slot(slot: workshop_plan.Slot) -> None:
    """One entry of the plan; the answer is folded away, for a screen that others may see."""
    number = "" if slot.place is None else f"{slot.place + 1}. "
    with st.container(border=True):
        st.markdown(f"**{workshop_plan.time_of(slot.start)}–{workshop_plan.time_of(slot.end)} · {number}{slot.name}**")
        if slot.question:
            ui.note(slot.question)
        if slot.answer:
            with st.expander(_("Answer and likely wrong answers"), icon=":material/key:"):
                ui.note(_("Answer: {answer}").format(answer=slot.answer))
                ui.note(_("Likely wrong: {wrong}").format(wrong=slot.wrong))
        st.caption(slot.advice)
        if slot.place is not None:
            room = {"room": workshop_room.name()} if workshop_room.name() else {}
            ui.page_link("workshop", _("Open the step"), step=workshop_path.CODES[slot.place], **room)


def draw_files() -> None:
    """What is printed before: sheets for the teams, and the run sheet itself."""
    files = {
        "teams": (_("Sheets for the teams"), workshop_paper.team_sheets()),
        "leader": (_("This run sheet"), workshop_paper.leader_sheets()),
    }
    with st.container(horizontal=True):
        for name, (label, text) in files.items():
            file = f"workshop-{name}.html"
            st.download_button(
                label, export_log.noted(partial(text.encode, "utf-8"), what=f"paper_{name}", rows=0, file_name=file),
                file_name=file, mime="text/html", key=f"paper_{name}", on_click="ignore", icon=":material/print:",
            )  # fmt: skip
    st.caption(_("Open the file in a browser and print it. It holds no data of your firm."))


st.caption(_("Workshop · for whoever leads it"))
ui.headline(_("Ninety minutes: guess first, then look"))
for rule in workshop_plan.ALWAYS:
    st.markdown(f"- {_(rule)}")
draw_files()
for each in workshop_plan.slots():
    draw_slot(each)
