"""The filter on segments by score (R, F, M): the named ones and the firm's own, for pages that show today's customers.

The address holds the code of a named segment, or `own:<name>`. Pages that look back or ahead refuse it, and say why.
"""

from functools import lru_cache
from itertools import product
from typing import Any

import streamlit as st

from ui import address, links, segment_ranges, warehouse
from ui.escape import plain
from ui.i18n import N_, _
from ui.page_list import DIMENSIONS, PAGES, Page
from ui.segment_ranges import OWN, SCORES

# name, and who they are: by recency against their own pace (R) and purchases of twelve months (F), 5 the best
SEGMENTS = {
    "champions": (N_("Champions"), N_("Buy often and on time (R 4–5, F 4–5).")),
    "loyal": (N_("Loyal"), N_("Buy regularly, not overdue (R 3–5, F 3–5).")),
    "new": (N_("New"), N_("First purchase within the risk window, not overdue (R 4–5).")),
    "promising": (N_("Promising"), N_("On time, but few purchases so far (R 4–5, F 1–2).")),
    "attention": (N_("Need attention"), N_("Becoming due, few purchases (R 3, F 1–2).")),
    "cannot_lose": (N_("Cannot lose them"), N_("Bought most often, now overdue (R 1–2, F 5).")),
    "at_risk": (N_("At risk"), N_("Bought regularly, now overdue (R 1–2, F 3–4).")),
    "hibernating": (N_("Hibernating"), N_("Few purchases, overdue (R 1–2, F 1–2).")),
}
WIDTH_PIXELS = 340  # of the filters, which a long text would widen
NOBODY = "(none)"  # the segment of who is not scored
FILTER = ("scored", "rfm_segment", "rfm_scores")  # the choice, and what queries of today's customers take of it
EVERYBODY: dict[str, Any] = dict.fromkeys((*DIMENSIONS, *FILTER))


def name(code: str) -> str:
    """Name of a named segment."""
    return _(SEGMENTS[code][0]) if code in SEGMENTS else plain(code)


def show(value: str) -> str:
    """A value of the filter in words; the firm's own segments are told from named ones that are called alike."""
    if value.startswith(OWN):
        return _("Own: {name}").format(name=value.removeprefix(OWN))
    return _(SEGMENTS[value][0]) if value in SEGMENTS else value


def offered() -> list[str]:
    """Values to choose from: none where the warehouse has nobody with a score."""
    if not _has_scores(str(warehouse.chosen().path)):
        return []
    return [*SEGMENTS, *(f"{OWN}{each}" for each in segment_ranges.own())]


@lru_cache(maxsize=64)
def _has_scores(_path: str) -> bool:
    return not warehouse.read("rfm", columns=("segment",), limit=1).empty


def is_used() -> bool:
    """Does the page shown cut its customers by this filter?"""
    return any(page.path == address.page_shown() and "scored" in page.filters for page in PAGES)


def in_force() -> str | None:
    """The segment that cuts the page shown; None without one."""
    return address.value("scored") if is_used() else None


def params() -> dict[str, Any]:
    """FILTER for `ui.query`: scored, rfm_segment (list of codes) and rfm_scores (list of 100 R + 10 F + M), or None each.

    A segment of the firm's own that is gone has no scores and matches nobody.
    """
    value = in_force()
    if value is None:
        return dict.fromkeys(FILTER)
    if not value.startswith(OWN):
        return {"scored": value, "rfm_segment": [value], "rfm_scores": None}
    ranges = segment_ranges.own().get(value.removeprefix(OWN))
    ends = [range(ranges[f"{each}_from"], ranges[f"{each}_to"] + 1) for each in SCORES] if ranges else [()]
    scores = [int(100 * r + 10 * f + m) for r, f, m in product(*ends)] if ranges else []
    return {"scored": value, "rfm_segment": None, "rfm_scores": scores}


def draw_why(page: Page) -> None:
    """Under the filters of a page that looks back or ahead: why segments by score do not cut it, and their customers.

    Whoever is chosen by how they stand today stayed until today: their past shows no losses.
    """
    if "scored" in page.filters or page.path == "segments" or not offered():
        return
    with st.container(width=WIDTH_PIXELS):
        st.caption(
            _(
                "Segments by score hold on one day only, and this page looks back or ahead: nobody among today’s best customers "
                "is lost, so their past would look better than it was. They filter the matrix, customer value and the early warning."
            )
        )
        for each in segment_ranges.own():
            links.page_link("segments", plain(each), segment=f"{OWN}{each}")
