"""The guided path: a question, a guess, the answer with its levers, and the same on the reader's own data."""

import streamlit as st

import ui
from ui import (
    workshop_answers,
    workshop_ask,
    workshop_own,
    workshop_path,
    workshop_promise,
    workshop_room,
    workshop_stage,
    workshop_teams,
)
from ui.i18n import _
from ui.workshop_step import Step


def draw_step(step: Step) -> None:
    """One step: before the reveal the question alone, after it everything."""
    top = st.container()
    is_asked = not workshop_room.is_revealed(step.code)
    if is_asked or not workshop_room.is_presented():  # on the wall the picture takes its place
        ui.note(step.setting())
    if is_asked:
        with top:
            ui.headline(_(step.question.text))
        workshop_ask.draw_ask(step.question)
        return
    with top:
        title = st.container()
        workshop_answers.draw_verdict(step.question)
    with place_beside_answers(step):
        finding = step.explore()
    with title:
        ui.headline(finding)
    draw_own(step)


def place_beside_answers(step: Step):
    """Where the picture goes: under the answers of the room, on the wall beside them."""
    if not workshop_answers.has_answers(step.question):
        return st.container()
    left, right = st.columns([1, 2], gap="large") if workshop_room.is_presented() else (st.container(), st.container())
    with left:
        workshop_answers.draw_answers(step.question)
    return right


def draw_own(step: Step) -> None:
    """Where the same is seen on the reader's own data."""
    if workshop_room.is_presented():
        return
    ui.section(_("On your own data"))
    said = None if workshop_room.is_participant() else workshop_own.said(step.code)
    if said is not None:
        st.caption(_("{warehouse}, as of {day}").format(**workshop_own.source()))
        ui.note(f"**{said[0]}**")
        ui.small(said[1])
    ui.small(_(step.needs) if step.needs else "")
    for path in step.own:
        ui.page_link(path)
    if not step.own:
        ui.page_link("bring-data", _("Bring data"))
    ui.page_link("five-numbers", _("No file at hand: begin with five numbers"))


workshop_stage.set_the_scene()
workshop_stage.draw_line()
if workshop_room.is_participant() and not workshop_room.team():
    workshop_teams.draw_join()
    st.stop()
if workshop_room.is_participant():
    workshop_teams.follow()
else:
    workshop_teams.lead()
current = workshop_path.step_at(workshop_path.position())
if current is None:
    workshop_promise.draw()
else:
    draw_step(current)
workshop_stage.draw_moves()
if not workshop_room.is_presented():
    workshop_stage.draw_list()
    if not workshop_room.is_participant():
        workshop_teams.draw_room()
