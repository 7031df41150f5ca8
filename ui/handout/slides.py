"""The pieces of a slide: title, texts, cards, tables and the foot, each fitted to its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length, Pt

from ui.handout import words
from ui.handout.grid import Grid
from ui.i18n import language

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55
INNER = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT, BODY_TOP, FOOT_TOP = 0.35, 0.95, 1.4, 6.82
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
INK, SOFT, LINE, PALE = "1B2430", "5B6472", "DFE3E8", "F5F6F8"
_TITLE_ONLY = 5
_AFTER_LATIN = ("a:cs", "a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")
TABLE_PT, LINE_HEIGHT = 11, 1.2


@dataclass
class Column:
    """One column of a table on a slide: its name, its texts, and whether they are figures."""

    name: str
    texts: list[str]
    is_number: bool


def new_deck() -> Any:
    """An empty wide deck whose fonts hold Latin and Chinese."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for master in deck.slide_masters:
        for part in [rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme")]:
            part._blob = _theme_fonts(part.blob)
    title = deck.slide_layouts[_TITLE_ONLY].placeholders[0]
    title.left, title.top, title.width, title.height = _box(MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT)
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
    holder.left, holder.top, holder.width, holder.height = _box(MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT)
    frame = holder.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = title, True, MSO_ANCHOR.MIDDLE
    _no_margins(frame)
    size = fitting(title, sizes=(26, 24, 22, 20, 18, 16, 14, 12), width=INNER, height=TITLE_HEIGHT)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        _style(run, size=size, colour=INK, bold=True)
    return slide


def text(slide, said: Sequence[str], *, top: float, height: float, size: float, colour: str = INK) -> None:
    """Paragraphs over the width of the slide; Markdown's bold is kept, its other marks go."""
    shape = slide.shapes.add_textbox(*_box(MARGIN, top, INNER, height))
    frame = shape.text_frame
    frame.word_wrap = True
    _no_margins(frame)
    for index, line in enumerate(said):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * 0.5)
        for stretch, is_bold in words.runs(line):
            run = paragraph.add_run()
            run.text = stretch.replace("\n", "\v")  # a line break within the paragraph
            _style(run, size=size, colour=colour, bold=is_bold)


def cards(slide, row: Sequence[tuple[str, str, str]], *, top: float, height: float) -> None:
    """Cards beside each other: label, value, change."""
    gap = 0.15
    width = (INNER - gap * (len(row) - 1)) / max(1, len(row))
    for index, (label, value, change) in enumerate(row):
        shape = slide.shapes.add_textbox(*_box(MARGIN + index * (width + gap), top, width, height))
        shape.line.color.rgb, shape.line.width = RGBColor.from_string(LINE), Pt(1)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
        for position, (said, size, colour) in enumerate(((label, 11, SOFT), (value, 20, INK), (change, 11, SOFT))):
            if said:
                paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
                run = paragraph.add_run()
                run.text = said
                _style(run, size=size, colour=colour, bold=position == 1)


def table(slide, columns: Sequence[Column], *, top: float, height: float, name: str) -> int:
    """As many rows as fit, each in its full height; how many that are."""
    widths = _widths(columns)
    size, rows = _rows_that_fit(columns, widths, height)
    frame = slide.shapes.add_table(rows + 1, len(columns), *_box(MARGIN, top, sum(widths), 0.3 * (rows + 1)))
    frame.name = name
    made = frame.table
    _plain_style(frame)
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        made.columns[index].width = Inches(width)
        align = PP_ALIGN.RIGHT if column.is_number else PP_ALIGN.LEFT
        _cell(made.cell(0, index), column.name, size=size, align=align, bold=True, fill=PALE)
        for row in range(rows):
            _cell(made.cell(row + 1, index), column.texts[row], size=size, align=align)
    for row in range(rows + 1):
        made.rows[row].height = Inches(_row_height(columns, widths, row - 1, size))
    return rows


def grid(slide, made: Grid, *, top: float, height: float, name: str) -> None:
    """A table of shaded cells."""
    count, rows = len(made.columns) + 1, len(made.rows) + 1
    first = min(3.0, max(1.2, max(words.width(text) for text in [*made.rows, made.corner]) * 10 / 72 + 0.25))
    width = (INNER - first) / max(1, count - 1)
    row_height = min(0.42 if rows > 6 else 0.8, height / rows)
    size = 10 if row_height >= 0.3 else 9
    frame = slide.shapes.add_table(rows, count, *_box(MARGIN, top, INNER, row_height * rows))
    frame.name = name
    _plain_style(frame)
    for column in range(count):
        frame.table.columns[column].width = Inches(first if column == 0 else min(width, 1.6))
        head = made.corner if column == 0 else made.columns[column - 1]
        _cell(
            frame.table.cell(0, column), head, size=size, align=PP_ALIGN.CENTER if column else PP_ALIGN.LEFT, bold=True
        )
    for row, name_of_row in enumerate(made.rows):
        _cell(frame.table.cell(row + 1, 0), name_of_row, size=size, align=PP_ALIGN.LEFT)
        for column, said in enumerate(made.texts[row]):
            fill, ink = made.fills[row][column], made.inks[row][column]
            place = frame.table.cell(row + 1, column + 1)
            _cell(place, said, size=size, align=PP_ALIGN.CENTER, fill=fill, colour=ink)
    for row in range(rows):
        frame.table.rows[row].height = Inches(row_height)


def foot(slide, said: str, number: int) -> None:
    """Source, as-of date, filters and unit at the foot, in a size in which they fit, and the number of the slide."""
    room = INNER - 0.6
    size = fitting(said, sizes=(10, 9, 8, 7), width=room, height=0.5)
    for left, width, line, align in (
        (MARGIN, room, said, PP_ALIGN.LEFT),
        (MARGIN + room, 0.6, str(number), PP_ALIGN.RIGHT),
    ):
        frame = slide.shapes.add_textbox(*_box(left, FOOT_TOP, width, 0.5)).text_frame
        frame.word_wrap = True
        _no_margins(frame)
        frame.paragraphs[0].alignment = align
        run = frame.paragraphs[0].add_run()
        run.text = line
        _style(run, size=size, colour=SOFT)


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


def _widths(columns: Sequence[Column]) -> list[float]:
    """Inches for each column by what stands in it; long texts share what is left."""
    wanted = [
        min(5.0, max(words.width(said) for said in [column.name[:40], *column.texts[:30]]) * TABLE_PT / 72 + 0.3)
        for column in columns
    ]
    total = sum(wanted)
    return [width * INNER / total for width in wanted] if total > INNER else wanted


def _rows_that_fit(columns: Sequence[Column], widths: list[float], height: float) -> tuple[float, int]:
    """The largest type size in which every row fits, else the smallest, and the rows that fit in it."""
    count = len(columns[0].texts)
    rows = 0
    for size in (TABLE_PT, 10, 9):
        used, rows = _row_height(columns, widths, -1, size), 0
        while rows < count and used + _row_height(columns, widths, rows, size) <= height:
            used += _row_height(columns, widths, rows, size)
            rows += 1
        if rows == count:
            return size, rows
    return 9, rows


def _row_height(columns: Sequence[Column], widths: list[float], row: int, size: float) -> float:
    """Inches that a row takes; -1 is the head."""
    said = [column.name if row < 0 else column.texts[row] for column in columns]
    most = max(
        words.lines(text, size_pt=size * (1.06 if row < 0 else 1), width_inches=width - 0.16)
        for text, width in zip(said, widths, strict=True)
    )
    return most * size * LINE_HEIGHT / 72 + 0.09


def _cell(cell, said: str, *, size: float, align, bold: bool = False, fill: str | None = None, colour: str = INK):
    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if fill is None:
        cell.fill.background()
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run()
    run.text = said
    _style(run, size=size, colour=colour, bold=bold)


def _plain_style(frame) -> None:
    """Thin lines between rows instead of the library's blue bands ("No Style, Table Grid" is known to the program)."""
    properties = frame.table._tbl.tblPr
    properties.set("bandRow", "0")
    found = properties.find(qn("a:tableStyleId"))
    if found is not None:
        found.text = "{5940675A-B579-460E-94D1-54222C63F5DA}"


def _style(run, *, size: float, colour: str, bold: bool = False) -> None:
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)


def _no_margins(frame) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def _box(left: float, top: float, width: float, height: float) -> tuple[Length, Length, Length, Length]:
    return Inches(left), Inches(top), Inches(width), Inches(height)
