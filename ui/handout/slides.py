"""The pieces of a slide but for its charts and tables: title, texts, cards and the foot, each fitted to its place."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length, Pt

from ui.handout import words
from ui.i18n import language

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
INNER = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT, BODY_TOP, FOOT_TOP = 0.35, 0.95, 1.4, 6.82
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
INK, SOFT, LINE = "1B2430", "5B6472", "DFE3E8"
_TITLE_ONLY = 5
_AFTER_LATIN = ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")
LINE_HEIGHT = 1.2
SOURCE_TOP, MEANING_PT, MEANING_LINES = 7.12, 9, 2


def new_deck() -> Any:
    """An empty wide deck whose fonts hold Latin and Chinese."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for master in deck.slide_masters:
        for part in [rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")]:
            part._blob = _theme_fonts(part.blob)
    title = deck.slide_layouts[_TITLE_ONLY].placeholders[0]
    title.left, title.top, title.width, title.height = box(MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT)
    return deck


def _theme_fonts(blob: bytes) -> bytes:
    theme = etree.fromstring(blob)
    for tag, typeface in (("a:latin", LATIN), ("a:ea", EAST_ASIAN)):
        for fonts in ("a:majorFont", "a:minorFont"):
            for found in theme.iterfind(f".//{qn(fonts)}/{qn(tag)}"):
                found.set("typeface", typeface)
    return etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def new_slide(deck, title: str) -> Any:
    """A slide with this title, in a size in which it fits."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    holder = slide.shapes.title
    holder.left, holder.top, holder.width, holder.height = box(MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT)
    frame = holder.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = title, True, MSO_ANCHOR.MIDDLE
    _no_margins(frame)
    size = fitting(title, sizes=(26, 24, 22, 20, 18, 16, 14, 12), width=INNER, height=TITLE_HEIGHT)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        style(run, size=size, colour=INK, bold=True)
    return slide


def text(
    slide, said: Sequence[str], *, top: float, height: float, size: float, colour: str = INK, width: float = INNER
) -> None:
    """Paragraphs from the left edge; Markdown's bold is kept, its other marks go."""
    frame = _text_box(slide, MARGIN, top, width, height)
    for index, line in enumerate(said):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.5)
        for stretch, is_bold in words.runs(line):
            for number, part in enumerate(stretch.split("\n")):
                if number:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.text = part
                style(run, size=size, colour=colour, bold=is_bold)


def cards(slide, row: Sequence[tuple[str, str, str]], *, top: float, height: float) -> None:
    """Cards beside each other: label, value, change."""
    gap = 0.15
    width = (INNER - gap * (len(row) - 1)) / max(1, len(row))
    for index, (label, value, change) in enumerate(row):
        shape = slide.shapes.add_textbox(*box(MARGIN + index * (width + gap), top, width, height))
        shape.line.color.rgb, shape.line.width = RGBColor.from_string(LINE), Pt(1)
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.MIDDLE
        for position, (said, size, colour) in enumerate(((label, 11, SOFT), (value, 20, INK), (change, 11, SOFT))):
            if said:
                paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
                run = paragraph.add_run()
                run.text = said
                style(run, size=size, colour=colour, bold=position == 1)


def foot(slide, said: str, number: int, *, meanings: Sequence[tuple[str, str]] = ()) -> None:
    """At the foot: what figures on the slide mean, then source, as-of date, filters and unit; and the slide's number.

    meanings : (name, definition); those that do not fit into MEANING_LINES stand in the notes and at the end alone
    """
    room = INNER - 0.6
    told = _meanings_that_fit(meanings, width=room)
    if told:
        text(slide, [told], top=FOOT_TOP - 0.03, height=0.32, size=MEANING_PT, colour=SOFT, width=room)
    size = fitting(said, sizes=(9, 8, 7), width=room, height=0.3)
    for left, width, line, align in (
        (MARGIN, room, said, PP_ALIGN.LEFT),
        (MARGIN + room, 0.6, str(number), PP_ALIGN.RIGHT),
    ):
        frame = _text_box(slide, left, SOURCE_TOP, width, 0.3)
        frame.paragraphs[0].alignment = align
        run = frame.paragraphs[0].add_run()
        run.text = line
        style(run, size=size, colour=SOFT)


def _meanings_that_fit(meanings: Sequence[tuple[str, str]], *, width: float) -> str:
    """As many whole definitions, with their names in bold, as the lines for them hold."""
    told = ""
    for name, meaning in meanings:
        longer = f"{told} · **{name}**: {meaning}" if told else f"**{name}**: {meaning}"
        if words.lines(words.plain(longer), size_pt=MEANING_PT, width_inches=width) <= MEANING_LINES:
            told = longer
    return told


def fitting(said: str, *, sizes: Sequence[float], width: float, height: float) -> float:
    """The largest of these type sizes in which a text fits; the smallest where it fits in none."""
    for size in sizes:
        if words.lines(said, size_pt=size, width_inches=width) * size * LINE_HEIGHT / 72 <= height:
            return size
    return sizes[-1]


def set_fonts(deck) -> None:
    """Name the Latin and the Chinese typeface at every text of slides, notes and charts: a theme alone is overruled."""
    for slide in deck.slides:
        roots = [slide._element]
        if slide.has_notes_slide:
            roots.append(slide.notes_slide._element)
        roots += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for root in roots:
            for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
                for properties in root.iter(qn(tag)):
                    _set_font(properties)


def _set_font(properties) -> None:
    if properties.tag != qn("a:defRPr"):
        properties.set("lang", language().replace("_", "-") if language() != "en" else "en-US")
    for tag in ("a:latin", "a:ea"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    later = [child for child in properties if child.tag in {qn(tag) for tag in _AFTER_LATIN}]
    at = list(properties).index(later[0]) if later else len(properties)
    for offset, (tag, typeface) in enumerate((("a:latin", LATIN), ("a:ea", EAST_ASIAN))):
        made = etree.Element(qn(tag))
        made.set("typeface", typeface)
        properties.insert(at + offset, made)


def style(run, *, size: float, colour: str, bold: bool = False) -> None:
    """Size, colour (six hex digits) and weight of a run of text."""
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)


def _text_box(slide, left: float, top: float, width: float, height: float) -> Any:
    """The text frame of a new box that keeps its size and has no margins."""
    frame = slide.shapes.add_textbox(*box(left, top, width, height)).text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    _no_margins(frame)
    return frame


def _no_margins(frame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def box(left: float, top: float, width: float, height: float) -> tuple[Length, Length, Length, Length]:
    """A place on the slide, from inches."""
    return Inches(left), Inches(top), Inches(width), Inches(height)
