"""The slide deck: a slide for each finding with its native charts or table, definitions at the end of each page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.util import Inches

from ui.gathered import Cards, Picture, Table
from ui.handout import native_chart, slide_tables, slides, words
from ui.handout.grid import Grid, grid_of
from ui.handout.meanings_on import meanings_on
from ui.handout.panels import panels_of
from ui.handout.slides import BODY_TOP, FOOT_TOP, INNER, MARGIN
from ui.handout.story import Section, Sheet
from ui.i18n import _
from ui.table_columns import WRITTEN_FIGURE

_ROOM = FOOT_TOP - BODY_TOP - 0.1
_CARDS = 1.05
_LEAD = 1.0  # most inches of explanation above a picture or a table
_TEXT_PT = (16, 14, 13, 12)
_GRID_ROWS, _GRID_COLUMNS = 14, 13
_LOWEST = 2.0  # inches below which a panel can no longer be read
_ROWS = 40  # of a table, more than any slide holds


@dataclass
class _Deck:
    deck: Any

    def slide(self, title: str) -> Any:
        """A slide with its title; its foot comes when all that it shows is there."""
        return slides.new_slide(self.deck, words.plain(title).replace("\n", " "))

    def section_slide(self, sheet: Sheet, section: Section) -> Any:
        """A slide of a section, with everything that it says in the speaker's notes."""
        made = self.slide(section.title)
        _speak(made, sheet, [words.plain(text) for text in (*section.says, *section.asides)])
        return made


def deck_bytes(sheets: Sequence[Sheet], *, title: str, made_on: str) -> bytes:
    """The pages as a PowerPoint file; several of them get a slide with what they found in front."""
    made = _Deck(slides.new_deck())
    if len(sheets) > 1:
        _contents(made, sheets, title, made_on)
    for sheet in sheets:
        first = len(made.deck.slides)
        for number, section in enumerate(sheet.sections):
            if section.says or section.empties or section.shows or len(sheet.sections) == 1:  # not a title alone
                _section(made, sheet, section, is_first=number == 0)
        for number, slide in enumerate(made.deck.slides, start=1):
            if number > first:
                meanings = meanings_on(slide, sheet.definitions)
                slides.foot(slide, _foot(sheet), number, meanings=meanings)
        _definitions(made, sheet)
    slides.set_fonts(made.deck)
    properties = made.deck.core_properties
    properties.title, properties.author, properties.comments = title, "", made_on
    written = io.BytesIO()
    made.deck.save(written)
    return written.getvalue()


def _contents(made: _Deck, sheets: Sequence[Sheet], title: str, made_on: str) -> None:
    slide = slides.new_slide(made.deck, title)
    rows = slide_tables.Column(_("Page"), [sheet.name for sheet in sheets], False)
    found = slide_tables.Column(_("Finding"), [words.plain(sheet.finding) for sheet in sheets], False)
    slide_tables.table(slide, [rows, found], top=BODY_TOP, height=_ROOM, name="contents")
    slides.foot(slide, " · ".join(filter(None, [_foot(sheets[0], with_filters=False), made_on])), 1)


def _section(made: _Deck, sheet: Sheet, section: Section, *, is_first: bool) -> None:
    """Cards and words on the first slide of a section, with its first picture; each further thing on one of its own."""
    says = [*section.says] or ([*section.empties] if is_first else [])
    cards, rest = section.of(Cards), [shown for shown in section.shows if not isinstance(shown, Cards)]
    slide, top = made.section_slide(sheet, section), BODY_TOP
    if cards:
        slides.cards(slide, cards[0].rows, top=top, height=_CARDS)
        top += _CARDS + 0.15
    room = _LEAD if rest else FOOT_TOP - top - 0.1
    size = 12 if rest else next((size for size in _TEXT_PT if _height(says, size) <= room), _TEXT_PT[-1])
    lead, left = _fitting(says, size=size, height=room)
    if lead:
        slides.text(slide, lead, top=top, height=_height(lead, size), size=size)
        top += _height(lead, size) + 0.1
    if rest:  # what of the words does not fit above a picture is in the speaker's notes
        _show(slide, rest.pop(0), top)
    else:
        _go_on(made, sheet, section, left)
    for row in cards[1:]:
        slides.cards(made.section_slide(sheet, section), row.rows, top=BODY_TOP, height=_CARDS)
    for shown in rest:
        _show(made.section_slide(sheet, section), shown, BODY_TOP)


def _go_on(made: _Deck, sheet: Sheet, section: Section, left: list[str]) -> None:
    """Words that did not fit on the slide before."""
    while left:
        said, left = _fitting(left, size=_TEXT_PT[-1], height=_ROOM, at_least=1)
        slides.text(made.section_slide(sheet, section), said, top=BODY_TOP, height=_ROOM, size=_TEXT_PT[-1])


def _show(slide, shown: Picture | Table, top: float) -> None:
    height = FOOT_TOP - 0.1 - top
    if isinstance(shown, Table):
        _table(slide, shown, top, height)
        return
    panels = panels_of(shown.figure)
    grid = None if panels else grid_of(shown.figure, most_rows=_GRID_ROWS, most_columns=_GRID_COLUMNS)
    if grid is not None:
        _grid(slide, grid, shown.key, top, height)
        return
    if not panels:
        _table(slide, Table(shown.rows, shown.key, shown.names, shown.kinds), top, height)
        return
    marks = " · ".join(dict.fromkeys(mark for panel in panels for mark in panel.marks))
    if marks:
        slides.text(slide, [words.literal(marks)], top=FOOT_TOP - 0.34, height=0.26, size=10, colour=slides.SOFT)
        height -= 0.3
    places = _places(len(panels), top, height)
    for index, (panel, place) in enumerate(zip(panels, places, strict=True)):
        box = tuple(map(Inches, place))
        name = shown.key if len(panels) == 1 else f"{shown.key} {index + 1}"
        native_chart.add(slide, panel, box, name=name, alt=words.plain(shown.alt))  # type: ignore[arg-type]


def _places(count: int, top: float, height: float) -> list[tuple[float, float, float, float]]:
    """Left, top, width, height of each panel in inches: under one another, or beside each other where that is too low."""
    if count > 1 and height / count < _LOWEST:
        width = INNER / count
        return [(MARGIN + index * width, top, width, height) for index in range(count)]
    return [(MARGIN, top + index * height / count, INNER, height / count) for index in range(count)]


def _grid(slide, grid: Grid, name: str, top: float, height: float) -> None:
    slide_tables.grid(slide, grid, top=top, height=height - 0.35, name=name)
    if grid.every != (1, 1):
        said = _("One row in {rows} and one column in {columns} are shown; all of them are in the report.").format(
            rows=grid.every[0], columns=grid.every[1]
        )
        slides.text(slide, [said], top=FOOT_TOP - 0.36, height=0.26, size=10, colour=slides.SOFT)


def _table(slide, shown: Table, top: float, height: float) -> None:
    if shown.rows.empty:
        slides.text(slide, [_("No rows.")], top=top, height=0.4, size=14)
        return
    columns = [
        _column(shown.names[name], shown.rows[name], shown.kinds[name], is_first=not position)
        for position, name in enumerate(shown.rows.columns)
    ]
    columns = [column for column in columns if any(column.texts)]
    fits = slide_tables.table(slide, columns, top=top, height=height - 0.35, name=shown.key)
    if fits < len(shown.rows):
        said = _("The first {n} of {all} rows").format(n=fits, all=len(shown.rows))
        slides.text(slide, [said], top=FOOT_TOP - 0.36, height=0.26, size=10, colour=slides.SOFT)


def _column(name: str, values: pd.Series, kind: str, *, is_first: bool) -> slide_tables.Column:
    """A column of texts; figures that come written already stand at the right like others, but for the first column."""
    texts = words.column(values, kind)[:_ROWS]
    is_number = words.is_number(kind) or (not is_first and all(WRITTEN_FIGURE.fullmatch(text) for text in texts))
    return slide_tables.Column(name, texts, is_number)


def _definitions(made: _Deck, sheet: Sheet) -> None:
    left = [f"**{name}** — {meaning}" for name, meaning in sheet.definitions]
    while left:
        said, left = _fitting(left, size=12, height=_ROOM, at_least=1)
        slide = made.slide(_("Definitions: {page}").format(page=sheet.name))
        slides.text(slide, said, top=BODY_TOP, height=_ROOM, size=12)
        slides.foot(slide, _foot(sheet), len(made.deck.slides))


def _fitting(said: list[str], *, size: float, height: float, at_least: int = 0) -> tuple[list[str], list[str]]:
    """The first paragraphs that fit, and the others."""
    count = 0
    while count < len(said) and (count < at_least or _height(said[: count + 1], size) <= height):
        if _height(said[: count + 1], size) > height and count:
            break
        count += 1
    return said[:count], said[count:]


def _height(said: list[str], size: float) -> float:
    """Inches that paragraphs take."""
    lines = sum(words.lines(words.plain(text), size_pt=size, width_inches=INNER) for text in said)
    return (lines * slides.LINE_HEIGHT + 0.5 * len(said)) * size / 72


def _speak(slide, sheet: Sheet, notes: Sequence[str]) -> None:
    """What the presenter has at hand: all explanations, where the view is, and the definitions."""
    told = [*notes, _("The same view: {address}").format(address=sheet.address)]
    told += [words.plain(f"{name} — {meaning}") for name, meaning in sheet.definitions]
    slide.notes_slide.notes_text_frame.text = "\n\n".join(told)


def _foot(sheet: Sheet, *, with_filters: bool = True) -> str:
    chosen = words.plain(sheet.chosen) if with_filters else ""
    return " · ".join(filter(None, [words.plain(sheet.caption) or sheet.name, chosen, sheet.unit]))
