"""Tables on a slide: rows of text and figures, and grids of shaded cells, in a size in which they fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from ui.handout import words
from ui.handout.grid import Grid
from ui.handout.slides import INK, INNER, LINE, LINE_HEIGHT, MARGIN, box, style

PALE = "F5F6F8"
TABLE_PT = 11
_FIRST = 3.0  # most inches of a grid's first column
_ROOMY = 1.06  # a column in which its longest text stands on one line, by the estimate of `words.lines` too


@dataclass
class Column:
    """One column of a table on a slide: its name, its texts, and whether they are figures."""

    name: str
    texts: list[str]
    is_number: bool


def table(slide, columns: Sequence[Column], *, top: float, height: float, name: str) -> int:
    """As many rows as fit, each in its full height; how many that are."""
    widths = _widths(columns)
    size, rows = _rows_that_fit(columns, widths, height)
    frame = slide.shapes.add_table(rows + 1, len(columns), *box(MARGIN, top, sum(widths), 0.3 * (rows + 1)))
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
    frame.height = sum(row.height for row in made.rows)  # else the last row is stretched to the frame
    return rows


def grid(slide, made: Grid, *, top: float, height: float, name: str) -> None:
    """A table of shaded cells."""
    count, rows = len(made.columns) + 1, len(made.rows) + 1
    first = min(_FIRST, max(1.2, max(words.width(text) for text in [*made.rows, made.corner]) * 10 / 72 + 0.25))
    width = min((INNER - first) / max(1, count - 1), 1.6 if count > 5 else 3.2)
    head = max(
        words.lines(text, size_pt=10 * _ROOMY, width_inches=room - 0.16) * 10 * LINE_HEIGHT / 72 + 0.09
        for text, room in [(made.corner, first), *((text, width) for text in made.columns)]
    )
    row_height = min(0.42 if rows > 6 else 0.8, (height - head) / (rows - 1))
    size = 10 if row_height >= 0.3 else 9
    frame = slide.shapes.add_table(rows, count, *box(MARGIN, top, INNER, row_height * rows))
    frame.name = name
    _plain_style(frame)
    for column in range(count):
        frame.table.columns[column].width = Inches(first if column == 0 else width)
        named = made.corner if column == 0 else made.columns[column - 1]
        _cell(
            frame.table.cell(0, column), named, size=size, align=PP_ALIGN.CENTER if column else PP_ALIGN.LEFT, bold=True
        )
    for row, name_of_row in enumerate(made.rows):
        _cell(frame.table.cell(row + 1, 0), name_of_row, size=size, align=PP_ALIGN.LEFT)
        for column, said in enumerate(made.texts[row]):
            fill, ink = made.fills[row][column], made.inks[row][column]
            place = frame.table.cell(row + 1, column + 1)
            _cell(place, said, size=size, align=PP_ALIGN.CENTER, fill=fill, colour=ink)
    for row in range(rows):
        frame.table.rows[row].height = Inches(row_height if row else head)
    frame.height = sum(row.height for row in frame.table.rows)


def _widths(columns: Sequence[Column]) -> list[float]:
    """Inches for each column by what stands in it; long texts share what the short ones leave."""
    natural = [
        max(words.width(said) for said in [column.name[:40], *column.texts[:30]]) * TABLE_PT * _ROOMY / 72 + 0.3
        for column in columns
    ]
    left, widths = INNER, dict.fromkeys(range(len(columns)), 0.0)
    for rank, index in enumerate(sorted(widths, key=lambda index: natural[index])):
        widths[index] = min(natural[index], left / (len(columns) - rank))
        left -= widths[index]
    return list(widths.values())


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
    if said:
        run = paragraph.add_run()
        run.text = said
        style(run, size=size, colour=colour, bold=bold)
    else:  # nothing would be as high as the largest type
        etree.SubElement(paragraph._p, qn("a:endParaRPr"), sz=str(round(size * 100)))
    _edges(cell, LINE if fill in (None, PALE) else "FFFFFF")


def _edges(cell, colour: str) -> None:
    """A thin line above and below the cell, none beside it; below alone is overruled by the next row's none above."""
    properties = cell._tc.get_or_add_tcPr()
    for position, side in enumerate("LRTB"):
        line = etree.Element(qn(f"a:ln{side}"), w="6350")
        filled = etree.SubElement(line, qn("a:solidFill" if side in "TB" else "a:noFill"))
        if side in "TB":
            etree.SubElement(filled, qn("a:srgbClr")).set("val", colour)
        properties.insert(position, line)


def _plain_style(frame) -> None:
    """Neither bands nor a grid: the program knows this style as "No Style, No Grid", the lines are the cells' own."""
    properties = frame.table._tbl.tblPr
    properties.set("bandRow", "0")
    found = properties.find(qn("a:tableStyleId"))
    if found is not None:
        found.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
