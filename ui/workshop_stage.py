"""What surrounds a step: its line above, buttons to move, the clock, and the view for the wall."""

import time

import streamlit as st

from ui import address, workshop_path, workshop_room, workshop_teams
from ui.escape import plain
from ui.i18n import _

_CLOCK = "workshop_clock"  # session: (step, end in seconds of the monotonic clock)
# For the wall: no page list, no bar of the browser's app, no filters, and everything larger. Constant text only.
WALL_STYLE = """
<style>
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"], [data-testid="stHeader"], .st-key-filter_bar,
[data-testid="stExpandSidebarButton"] { display: none !important; }
html { font-size: 130%; }
.stMainBlockContainer { padding-top: 1.25rem; padding-bottom: 1rem; max-width: 100%; }
[data-testid="stExpander"]:not(.st-key-workshop_typed *) { display: none; }
</style>
"""
# For a team: the question and nothing about the data of the house.
TEAM_STYLE = "<style>.st-key-filter_bar { display: none !important; }</style>"
# Names of keys as dark as the button's own name; a phone has no such keys.
KEY_STYLE = """
<style>
[class*="st-key-go_"] kbd { color: inherit !important; opacity: 1 !important; }
@media (max-width: 640px) { [class*="st-key-go_"] kbd { display: none !important; } }
</style>
"""


def set_the_scene() -> None:
    """Take away what does not belong on the wall or on a team's phone."""
    st.html(KEY_STYLE)
    if workshop_room.is_presented():
        st.html(WALL_STYLE)
    elif workshop_room.is_participant():
        st.html(TEAM_STYLE)


def draw_line() -> None:
    """Where the reader stands: step, minutes, room, team; for the presenter the clock beside it."""
    place = workshop_path.position()
    parts = [
        _("Workshop"),
        _("step {n} of {all}").format(n=place + 1, all=len(workshop_path.CODES)),
        _("{n} minutes").format(n=workshop_path.minutes_at(place)),
    ]
    if workshop_room.name():
        parts.append(_("room {name}").format(name=plain(workshop_room.name())))
    if workshop_room.team():
        parts.append(_("team {name}").format(name=plain(workshop_room.team())))
    with st.container(horizontal=True, vertical_alignment="center", key="workshop_line"):
        st.caption(" · ".join(parts), width="content")
        if not workshop_room.is_participant():
            _draw_clock(place)


def _draw_clock(place: int) -> None:
    """A clock for the step: started by hand, counted in the page every second while it runs."""
    code = workshop_path.CODES[place]
    kept = st.session_state.get(_CLOCK)
    if kept is None or kept[0] != code:
        st.button(
            _("Start the clock"), on_click=_start_clock, args=(code, workshop_path.minutes_at(place)),
            type="tertiary", icon=":material/timer:", key="start_clock",
        )  # fmt: skip
        return
    st.fragment(_draw_time, run_every=1.0)(kept[1])
    st.button(_("Stop"), on_click=_stop_clock, type="tertiary", icon=":material/timer_off:", key="stop_clock")


def _draw_time(end: float) -> None:
    left = round(end - time.monotonic())
    minutes, seconds = divmod(abs(left), 60)
    text = f"{minutes}:{seconds:02d}"
    over = _("{time} over").format(time=text)
    st.markdown(f"**{text}**" if left >= 0 else f":red[**{over}**]", width="content")


def _start_clock(code: str, minutes: int) -> None:
    st.session_state[_CLOCK] = (code, time.monotonic() + 60 * minutes)


def _stop_clock() -> None:
    st.session_state.pop(_CLOCK, None)


def draw_moves() -> None:
    """Back, forward, ask again, the list of steps; a presenter's remote control sends the keys of the first two."""
    place = workshop_path.position()
    step = workshop_path.step_at(place)
    is_asked = step is not None and not workshop_room.is_revealed(step.code)
    with st.container(horizontal=True, vertical_alignment="bottom", key="workshop_moves"):
        st.button(
            _("Back"), on_click=workshop_path.back, disabled=place == 0, shortcut=_key("PageUp"), key="go_back",
            icon=":material/arrow_back:",
        )  # fmt: skip
        if is_asked and workshop_teams.is_led():
            st.caption(_("The presenter shows the answer."))
        elif is_asked or place + 1 < len(workshop_path.CODES):
            label = _("Show the answer") if is_asked else _("Next: {step}").format(step=name_at(place + 1))
            st.button(
                label, on_click=workshop_path.forward, shortcut=_key("PageDown"), key="go_forward", type="primary",
                wrap=True, icon=":material/visibility:" if is_asked else ":material/arrow_forward:",
            )  # fmt: skip
        if step is not None and not is_asked:
            st.button(
                _("Ask again"), on_click=workshop_room.hide, args=(step.code,), key="ask_again",
                icon=":material/restart_alt:", type="tertiary",
            )  # fmt: skip
        _draw_view()


def _key(name: str) -> str | None:
    """Keys are for whoever presents; a phone has none."""
    return None if workshop_room.is_participant() else name


def _draw_view() -> None:
    if workshop_room.is_participant():
        return
    if workshop_room.is_presented():
        st.button(
            _("Leave the presenter view"), on_click=_set_view, args=("",), shortcut="Esc", key="leave_wall", type="tertiary",
            icon=":material/close_fullscreen:",
        )  # fmt: skip
    else:
        st.button(
            _("Presenter view"), on_click=_set_view, args=("room",), key="to_wall", type="tertiary",
            icon=":material/present_to_all:", help=_("No page list, large type; page keys and remote controls move on."),
        )  # fmt: skip


def _set_view(view: str) -> None:
    address.choose("view", [view] if view else [])


def draw_list() -> None:
    """All steps to choose from, and starting over."""
    with st.expander(_("All steps"), icon=":material/list:"):
        for place in range(len(workshop_path.CODES)):
            st.button(
                f"{place + 1}. {name_at(place)}", on_click=workshop_path.go_to, args=(place,), type="tertiary",
                key=f"to_step_{place}", disabled=place == workshop_path.position(),
            )  # fmt: skip
        st.button(
            _("Start over"), on_click=workshop_path.start_over, icon=":material/restart_alt:", key="start_over",
            help=_("Hides all answers, takes back your own and puts the levers where they were."),
        )  # fmt: skip


def name_at(place: int) -> str:
    """Name of a step."""
    step = workshop_path.step_at(place)
    return _(step.name if step else workshop_path.COMMITMENTS_NAME)
