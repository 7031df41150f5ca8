"""What every page is made of: caption, headline, cards, definitions, and the reason for an empty result."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui import address, filter_bar, formats, gathered, links, warehouse
from ui.definitions import meaning_of, name_of
from ui.escape import plain
from ui.i18n import N_, _
from ui.typeset import typeset

SAMPLES = {
    "demo": N_("Demo company (simulated)"),
    "cdnow": N_("CDNOW, music shop, 1997–1998 (published sample)"),
    "cdnow-tenth": N_("CDNOW, one tenth of the customers (published sample)"),
    "dish": N_("DISH Network, subscribers by quarter (its filings)"),
}
MAX_CARDS = 6


@dataclass(frozen=True)
class Card:
    """One figure: code of its definition, value and change as shown, series behind it, and which way is good.

    good : "up", "down" or "" where neither is; decides the colour of the change
    """

    code: str
    value: str
    change: str | None = None
    series: Sequence[float] | None = None
    good: str = ""
    label: str | None = None


def caption(*more: str) -> None:
    """Source and as-of date in one line above the headline; `more` are further facts, already in words."""
    info = warehouse.build_info()
    source = source_name()
    as_of = _("as of {day}").format(day=formats.day(info.as_of))
    gathered.add(gathered.Text("caption", " · ".join([source, as_of, *more])))
    st.caption(" · ".join([source, as_of, *more]))
    if warehouse.is_list():
        small(
            _(
                "From a list of one day: start dates follow from the length of each stay, leavers count as lost on that day, and "
                "who left before and is no longer listed is missing. So nothing is said of the past, and stays look too long."
            )
        )


def source_name() -> str:
    """What the data on the screen are called: the sample, or what the firm calls its delivery."""
    info = warehouse.build_info()
    return _(SAMPLES[info.sample]) if info.sample in SAMPLES else plain(info.source_label)


def headline(finding: str) -> None:
    """The finding as the title of the page. `finding` is a sentence of ours; values in it are escaped already."""
    gathered.add(gathered.Text("headline", finding))
    st.title(_no_formula(finding), anchor=False)


def note(text: str) -> None:
    """A line of explanation; nothing for an empty text."""
    if text:
        gathered.add(gathered.Text("note", text))
        st.markdown(_no_formula(text))


def small(text: str) -> None:
    """A line under something, in small type; nothing for an empty text."""
    if text:
        gathered.add(gathered.Text("note", text))
        st.caption(_no_formula(text))


def aside(text: str) -> None:
    """Small print under a picture or a table; nothing for an empty text."""
    if text:
        gathered.add(gathered.Text("aside", text))
        st.caption(_no_formula(text))


def warn(text: str) -> None:
    """What a reader must know before using the figures below it."""
    gathered.add(gathered.Text("note", text))
    st.warning(_no_formula(text), icon=":material/warning:")


def _no_formula(text: str) -> str:
    """The sentence as it is shown. Two dollar signs in a line would be read as a formula between them."""
    return re.sub(r"(?<!\\)\$", r"\\$", typeset(text))


def section(finding: str, *, note: str = "", how: str = "") -> None:
    """A second-level finding, with a line of explanation under it. how: what to click, of no use on paper."""
    gathered.add(gathered.Text("section", finding))
    st.subheader(_no_formula(finding), anchor=False)
    if note:
        gathered.add(gathered.Text("note", note))
        st.caption(_no_formula(note))
    if how:
        st.caption(_no_formula(how))


def cards(row: Sequence[Card], *, key: str = "page") -> None:
    """A row of at most six cards: six beside each other on a desk, two on a phone. `key`: one for each row of a page."""
    if len(row) > MAX_CARDS:
        raise ValueError(f"at most {MAX_CARDS} cards in a row, got {len(row)}")
    shown = [(card.label or name_of(card.code), card.value, card.change or "") for card in row]
    gathered.add(gathered.Cards(shown))
    with st.container(horizontal=True, gap="small", key=f"cards_{key}"):
        for card in row:
            draw_card(card)
    if any(card.change for card in row):
        aside(_("Arrows: change on the year before, where it can be observed."))


def draw_card(card: Card) -> None:
    """One figure with its change, sparkline and definition on hover."""
    st.metric(
        card.label or name_of(card.code),
        card.value,
        delta=card.change,
        delta_color={"up": "normal", "down": "inverse"}.get(card.good, "off"),
        help=meaning_of(card.code),
        border=True,
        chart_data=card.series if card.series is not None and len(card.series) > 1 else None,
        chart_type="area",
        height="stretch",
    )


def definitions(*codes: str) -> None:
    """The definitions of these figures, folded away at the foot of a page."""
    rows = [(name_of(code), meaning_of(code)) for code in codes]
    gathered.add(gathered.Definitions(rows))
    with st.expander(_("Definitions"), icon=":material/menu_book:"):
        for name, meaning in rows:
            st.markdown(f"**{name}** — {meaning}")


def definition_of(code: str) -> str:
    """Definition of one figure in the reader's language, for a line under a section."""
    return meaning_of(code)


def empty(reason: str) -> None:
    """Say why there is nothing to show, where the thing would have been."""
    gathered.add(gathered.Text("empty", reason))
    st.info(_no_formula(reason), icon=":material/info:")


def stop_when_empty(is_empty: bool, *, title: str, reason: str) -> None:
    """Title, reason and the way out instead of the page when there is nothing to show; the page ends here then."""
    if is_empty:
        headline(title)
        empty(reason)
        lead_out()
        st.stop()


def is_filtered() -> bool:
    """True where the reader narrowed down whom or which time the page is about."""
    return any(address.values(name) for name in address.FILTERS if name != "grain")


def of_all(said: str = "") -> str:
    """A section's note with the word that the filters do not cut it, where any is in force."""
    return " ".join(filter(None, (said, _("All customers, whatever the filters.") if is_filtered() else "")))


def lead_out() -> None:
    """The way out of an empty page: take the filters off where any is on, else bring the data that are missing."""
    if is_filtered():
        st.button(
            _("Take all filters off"), on_click=filter_bar.clear, key="lead_out", icon=":material/filter_alt_off:"
        )
    else:
        links.page_link("bring-data", _("Bring the data that are missing"))
