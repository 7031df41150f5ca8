"""What pages use: choose (`filters`), read (`read`, `query`), say (`headline`, `sentence`), draw (`chart`, `cards`).

Everything a reader sees goes through here, so that it is translated, escaped, formatted and defined in one way.
"""

from ui.blocks import (
    Card,
    aside,
    caption,
    cards,
    definition_of,
    definitions,
    empty,
    headline,
    is_filtered,
    lead_out,
    note,
    of_all,
    section,
    small,
    stop_when_empty,
    warn,
)
from ui.chart_words import words
from ui.charts import chart, figure, mode, table
from ui.definitions import name_of
from ui.escape import plain, quoted
from ui.filter_bar import filters
from ui.filter_values import finest_grain
from ui.links import page_link
from ui.sentences import detail, sentence
from ui.warehouse import build_info, query, read

__all__ = [
    "Card",
    "aside",
    "build_info",
    "caption",
    "cards",
    "chart",
    "definition_of",
    "definitions",
    "detail",
    "empty",
    "figure",
    "filters",
    "finest_grain",
    "headline",
    "is_filtered",
    "lead_out",
    "mode",
    "name_of",
    "note",
    "of_all",
    "page_link",
    "plain",
    "query",
    "quoted",
    "read",
    "section",
    "sentence",
    "small",
    "stop_when_empty",
    "table",
    "warn",
    "words",
]
