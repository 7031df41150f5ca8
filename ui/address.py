"""The view a reader has chosen, and the URL that opens it again.

The view is a dict of raw values (name -> list of text), kept in the session and mirrored in the URL. Streamlit's own
binding would write the *translated label* of a choice into the URL, so a link would break in the other language;
here the URL holds codes and values alone. Absent means default.
"""

import streamlit as st

FILTERS = (
    "first_channel",
    "first_region",
    "first_category",
    "cohort_year",
    "line",
    "scored",
    "grain",
    "period_from",
    "period_to",
)
FRAME = ("lang", "warehouse")
_VIEW, _PUBLISHED, PAGE = "view", "published_view", "page_shown"


def follow(page_path: str, page_keys: tuple[str, ...] = ()) -> bool:
    """Take over what the URL asks for; the frame calls it once a run, before it draws. True when the URL decided.

    On arrival and on the browser's back and forward the URL wins. A click in the page list arrives with an empty
    query, which means "the same view on another page", not "clear all".
    """
    known = (*FRAME, *FILTERS, *page_keys)
    asked = {key: st.query_params.get_all(key) for key in known if key in st.query_params}
    switched = st.session_state.get(PAGE) not in (None, page_path)
    st.session_state[PAGE] = page_path
    if asked == st.session_state.get(_PUBLISHED) or (switched and not asked):
        return False
    # What other pages keep in the view (their own keys) is none of this address's business.
    others = {key: kept for key, kept in _view().items() if key not in known}
    st.session_state[_VIEW] = {**others, **asked}
    return True


def publish(page_keys: tuple[str, ...] = ()) -> None:
    """Write the view into the URL, when it differs from what is there."""
    wanted = parameters(page_keys)
    if wanted != st.session_state.get(_PUBLISHED) or any(
        st.query_params.get_all(key) != values for key, values in wanted.items()
    ):
        known = {*FRAME, *FILTERS, *page_keys}
        others = {key: st.query_params.get_all(key) for key in st.query_params if key not in known}
        st.query_params.from_dict({**others, **wanted})
    st.session_state[_PUBLISHED] = wanted


def parameters(page_keys: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """The view as URL parameters, in a fixed order, for the frame, the filters and these page keys."""
    view = _view()
    return {key: view[key] for key in (*FRAME, *FILTERS, *page_keys) if view.get(key)}


def view() -> dict[str, list[str]]:
    """Everything chosen so far, on any page: a copy."""
    return {name: list(chosen) for name, chosen in _view().items()}


def as_state(view: dict[str, list[str]], page_path: str) -> dict[str, object]:
    """Session state of somebody who is on this page, has made these choices, and whose address asks for nothing."""
    return {PAGE: page_path, _VIEW: {name: list(chosen) for name, chosen in view.items()}, _PUBLISHED: {}}


def page_shown() -> str:
    """Path of the page that the reader has open; empty before the first one."""
    return str(st.session_state.get(PAGE) or "")


def values(name: str) -> list[str]:
    """Raw values chosen for `name`; empty for the default."""
    return list(_view().get(name, []))


def value(name: str) -> str | None:
    """The one raw value chosen for `name`; None for the default."""
    return next(iter(_view().get(name, [])), None)


def choose(name: str, chosen: list[str]) -> None:
    """Change the view; an empty list is the default."""
    view = _view()
    if chosen:
        view[name] = [str(each) for each in chosen]
    else:
        view.pop(name, None)


def _view() -> dict[str, list[str]]:
    return st.session_state.setdefault(_VIEW, {})
