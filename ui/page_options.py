"""Choices that belong to one page (grid, threshold, what a picture shows): raw values in the view and in the URL.

The page names its keys in `ui.page_list`. A page draws its own widgets, but keeps their values in the view, so that
they survive a page switch, where Streamlit would forget them. Absent means default.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from ui import address
from ui.escape import quoted
from ui.i18n import _, language

EMPTY = "none"  # in the URL: a number that the reader left empty


def chosen(name: str, choices: Sequence[str], default: str) -> str:
    """The raw value of an option; the default, and a word about it, where a link asks for a value that is not there."""
    asked = address.value(name)
    if asked is None or asked in choices:
        return asked or default
    address.choose(name, [])
    st.warning(
        _("This page does not have what the link asks for, so it is not applied: {asked}.").format(
            asked=quoted(f"{name}={asked}")
        ),
        icon=":material/link_off:",
    )
    return default


def segmented(
    name: str,
    label: str,
    choices: Sequence[str],
    *,
    default: str,
    show: Callable[[str], str] = str,
    clears: tuple[str, ...] = (),
) -> str:
    """A row of buttons of which one is on; returns the raw value. `clears`: options that another choice makes void."""
    value, key, written = _before(name, choices, default, show)
    st.segmented_control(
        label,
        choices,
        key=key,
        format_func=written.get,
        required=True,
        on_change=_take,
        args=(name, key, default, clears),
    )
    return value


def slider(
    name: str,
    label: str,
    choices: Sequence[str],
    *,
    default: str,
    show: Callable[[str], str] = str,
    help_text: str | None = None,
) -> str:
    """A slider over listed raw values, in their order; returns the raw value."""
    value, key, written = _before(name, choices, default, show)
    st.select_slider(
        label, choices, key=key, format_func=written.get, help=help_text, on_change=_take, args=(name, key, default, ())
    )
    return value


def selectbox(name: str, label: str, choices: Sequence[str], *, default: str, show: Callable[[str], str] = str) -> str:
    """A list of which one is chosen; returns the raw value."""
    value, key, written = _before(name, choices, default, show)
    st.selectbox(label, choices, key=key, format_func=written.get, on_change=_take, args=(name, key, default, ()))
    return value


def number(
    name: str,
    label: str,
    *,
    default: float | None,
    low: float = 0.0,
    high: float = 1e12,
    step: float = 1.0,
    decimals: int = 0,
    help_text: str | None = None,
) -> float | None:
    """A number that the reader types; the default where a link's value is no number within bounds. None: left empty."""
    asked = address.value(name)
    value = default if asked is None else None if asked == EMPTY else _number_of(asked, low, high)
    if asked not in (None, EMPTY) and value is None:
        chosen(name, (), "")  # says that the link's value is not applied
        value = default
    key = f"option_{name}"
    st.session_state[key] = value
    st.number_input(
        label,
        min_value=float(low),
        max_value=float(high),
        step=float(step),
        value=None,
        format=f"%.{decimals}f",
        key=key,
        help=help_text,
        on_change=_take_number,
        args=(name, key, default),
    )
    return value


def typed(name: str, *, default: float | None, low: float = 0.0, high: float = 1e12) -> float | None:
    """The number of an option before its field is drawn: the default where it was left empty or is none within bounds."""
    found = _number_of(address.value(name) or "", low, high)
    return default if found is None else found


def _number_of(text: str, low: float, high: float) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if low <= value <= high else None


def _take_number(name: str, key: str, default: float | None) -> None:
    value = st.session_state[key]
    address.choose(name, [] if value == default else [EMPTY if value is None else f"{value:.15g}"])


def _before(
    name: str, choices: Sequence[str], default: str, show: Callable[[str], str]
) -> tuple[str, str, dict[str, str]]:
    """Value to show, key of the widget, and each choice as it is written in this run's language."""
    # Browser and server exchange the written label of a choice, so the language is part of the key.
    key = f"option_{name}_{language()}"
    value = chosen(name, choices, default)
    st.session_state[key] = value
    return value, key, {choice: show(choice) for choice in choices}


def _take(name: str, key: str, default: str, clears: tuple[str, ...]) -> None:
    """Callback of every option: the widget's value becomes the view's."""
    value = st.session_state[key]
    address.choose(name, [] if value == default else [value])
    for other in clears:
        address.choose(other, [])
