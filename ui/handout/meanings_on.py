"""Which of a page's definitions belong to a slide: those of the names that stand on it."""

import re
from collections.abc import Sequence

from ui.handout import words


def meanings_on(slide, definitions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(name, definition) of the names that stand on the slide, in the page's order; plain texts stay Markdown."""
    said = "\n".join(_texts(slide)).lower()
    return [(name, meaning) for name, meaning in definitions if _stands(words.plain(name).lower(), said)]


def _stands(name: str, said: str) -> bool:
    """As a word of its own: the margin is not named in “marginal”; Chinese does not show where words end."""
    if not name.isascii():
        return name in said
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


def _texts(slide) -> list[str]:
    """All that can be read on a slide: texts, cells of tables, names and titles of charts."""
    told = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            told += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_chart:
            told += [series.name for plot in shape.chart.plots for series in plot.series]
            told += [str(name) for plot in shape.chart.plots for name in plot.categories]
            if shape.chart.has_title:
                told.append(shape.chart.chart_title.text_frame.text)
    return told
