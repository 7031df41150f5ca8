"""The levers of a what-if, in the link: a slider each, back to the course, and what would turn the mountain to a smile."""

import streamlit as st

from analytics import forecast_scenario as scenario
from analytics.forecast_scenario import Levers
from ui import address, forecast_texts, formats, page_options
from ui.i18n import _

KEYS = {
    "acquired": "w_acquired",
    "loss_young": "w_young",
    "loss_old": "w_old",
    "won_back": "w_back",
    "margin": "w_margin",
}
CHOICES = tuple(str(percent) for percent in range(scenario.SMALLEST, 101))


def percent(value: str) -> str:
    """A lever's place: +10%."""
    return formats.signed_percent(int(value) / 100, 0)


def draw(part: scenario.Slice) -> Levers:
    """Draw the levers; returns what they are set to."""
    names = [name for name in scenario.LEVERS if part.has_ages or name not in ("loss_young", "won_back")]
    places: dict[str, int] = {}
    for name, column in zip(names, st.columns(len(names)), strict=True):
        with column:
            label = forecast_texts.name_of_lever(name, has_ages=part.has_ages)
            places[name] = int(page_options.slider(KEYS[name], label, CHOICES, default="0", show=percent))
    return Levers(**places)


def set_to(levers: Levers) -> None:
    """Put the levers into the view: a callback of buttons."""
    for name, key in KEYS.items():
        value = getattr(levers, name)
        address.choose(key, [str(value)] if value else [])


def draw_buttons(part: scenario.Slice, levers: Levers) -> None:
    """Back to the course; and what it takes that the base is as large at the end as now."""
    needed = scenario.close_gap(part, levers)
    with st.container(horizontal=True, gap="small"):
        if needed:
            goal = Levers(levers.acquired, needed if part.has_ages else 0, needed, levers.won_back, levers.margin)
            st.button(
                _("Close the gap to a smile"), icon=":material/sentiment_satisfied:", type="primary", key="w_close_gap",
                on_click=set_to, args=(goal,),
            )  # fmt: skip
        st.button(
            _("Back to the course"), icon=":material/undo:", key="w_neutral", on_click=set_to, args=(Levers(),),
            disabled=levers.are_neutral,
        )  # fmt: skip
    st.caption(_needed_text(needed, levers))


def _needed_text(needed: int | None, levers: Levers) -> str:
    if needed is None:
        return _(
            "Even without any loss the base would not come back to its size of today: too few customers are acquired."
        )
    if needed == 0:
        return _(
            "With these levers the base is at least as large in two years as today even without saving a customer."
        )
    return _(
        "For the base to be as large in two years as today, losses at all ages would have to be {percent} lower from now on."
    ).format(percent=formats.percent(-needed / 100, 0))
