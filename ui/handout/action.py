"""What the reader sees of hand-outs: a small button above each page, progress, and two files to take away."""

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from ui import access, address, export_log, i18n, warehouse
from ui.filter_bar import summary_of
from ui.handout import job
from ui.handout.job import Order
from ui.i18n import _
from ui.page_list import PAGES, Page

LOG = logging.getLogger("handout")
_MADE = "handout_made"
_MIME = {"pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "html": "text/html"}
_WITHOUT = ("bring-data", "export-log")  # pages for work, with nothing to hand out


@dataclass(frozen=True)
class Made:
    """The hand-out of this session, made or being made. told: which it is, in words; stem: of its files' names."""

    folder: Path
    order: Order
    told: str
    stem: str

    @property
    def what(self) -> str:
        """Path of its page, or "story"."""
        return self.order.pages[0] if len(self.order.pages) == 1 else "story"


def draw(page: Page) -> None:
    """The button of a page; nothing for a reader who takes no tables away, except where no data of the firm is shown."""
    reader = access.reader()
    if page.path in _WITHOUT or access.is_acting() or not (reader.takes_tables or page.needs == "nothing"):
        return
    with st.popover(
        _("Hand-out"), icon=":material/slideshow:", type="tertiary", key="handout", on_change="rerun"
    ) as box:
        # Closed, it costs a page nothing: its content is drawn once it is open.
        if box.open:
            _content(page, reader)


def _content(page: Page, reader: access.Reader) -> None:
    made: Made | None = st.session_state.get(_MADE)
    if made is None:
        _ask(page, reader)
        return
    stand = job.stand(made.folder)
    if stand.status == "running":
        _follow(made, i18n.language())
    elif stand.status == "done":
        _offer(made, stand)
    else:
        said = _("The hand-out could not be made; the details are in the server's log.")
        st.error(said if stand.status == "failed" else _("The hand-out has been cleared away; make it again."))
        LOG.error("no hand-out\n%s", job.last_words(made.folder))
        _forget(made)
        _ask(page, reader)


def _ask(page: Page, reader: access.Reader) -> None:
    story = [each.path for each in PAGES if each.group == "executive" and reader.opens(each.least_role)]
    choices = {"page": _("This page"), "story": _("The whole story")}
    is_story = page.needs != "nothing" and reader.takes_tables
    what = st.segmented_control(
        _("What to hand out"),
        list(choices) if is_story else ["page"],
        format_func=lambda each: choices[each],
        default="page",
        required=True,
        key="handout_choice",
    )
    shows = False
    if reader.sees_personal:
        shows = st.toggle(
            _("With personal values as delivered"),
            key="handout_personal",
            help=_("Off: ids, names and addresses of customers are masked in it."),
        )
    st.caption(
        _("An editable PowerPoint and a report that prints, with the filters now chosen. It is made in the background.")
    )
    pages = story if what == "story" else [page.path]
    told = " · ".join(filter(None, [choices["story"] if len(pages) > 1 else _(page.name), _filters(page)]))
    st.button(
        _("Make the hand-out"),
        icon=":material/play_arrow:",
        key="handout_make",
        on_click=_make,
        args=(pages, shows, i18n.language(), told),
    )
    if st.session_state.pop("handout_busy", False):
        st.info(_("Others are making hand-outs now; try again in a minute."))


def _filters(page: Page) -> str:
    """The filters chosen, in words; nothing where no warehouse is open."""
    return summary_of(page) if warehouse.name_or("") else ""


def _make(pages: list[str], with_personal: bool, lang: str, told: str) -> None:
    """Callback: it runs before the frame, which knows the language."""
    reader, name = access.reader(), warehouse.name_or("")
    view = address.view() | {"lang": [lang]} | ({"warehouse": [name]} if name else {})
    acting = access.Reader(reader.name, reader.role, is_local=reader.is_local, is_careful=not with_personal)
    order = Order(pages, view, lang, name, acting)
    folder = job.start(order)
    if folder is None:
        st.session_state["handout_busy"] = True
        return
    what = pages[0] if len(pages) == 1 else "story"
    stem = f"{name}-{what}-{warehouse.build_info().as_of}" if name else what
    st.session_state[_MADE] = Made(folder, order, told, stem)


@st.fragment(run_every=1)
def _follow(made: Made, lang: str) -> None:
    """How far it is; between full runs this runs without the frame, which sets the language."""
    i18n.set_language(lang)
    stand = job.stand(made.folder)
    if stand.status != "running":
        st.rerun()
    text = _("Page {n} of {all}").format(n=stand.page, all=stand.pages) if stand.page else _("starting")
    st.progress(max(0, stand.page - 1) / max(1, stand.pages), text=text)
    st.caption(made.told)
    st.caption(_("You can go on reading; it waits here for you."))
    st.button(_("Stop"), key="handout_stop", type="tertiary", on_click=_forget, args=(made,))


def _offer(made: Made, stand: job.Stand) -> None:
    st.caption(made.told)
    labels = {"pptx": _("PowerPoint (.pptx)"), "html": _("Report (.html)")}
    for kind, label in labels.items():
        name = f"{made.stem}.{kind}"
        st.download_button(
            label,
            data=export_log.noted(
                partial(job.file, made.folder, kind),
                what="handout",
                rows=stand.rows,
                file_name=name,
                is_masked=stand.is_masked,
                page_path=made.what,
                view=made.order.view,
            ),
            file_name=name,
            mime=_MIME[kind],
            key=f"handout_{kind}",
            on_click="ignore",
            icon=":material/download:",
        )
    st.button(_("Make another one"), key="handout_again", type="tertiary", on_click=_forget, args=(made,))


def _forget(made: Made) -> None:
    job.drop(made.folder)
    st.session_state.pop(_MADE, None)
