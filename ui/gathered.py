"""What a page shows, gathered in its order while a hand-out of it is made; on the server nothing is gathered.

The blocks of `ui` (headline, section, cards, chart, table ...) report themselves here, so that every page, also one
that is yet to be written, can be handed out without being written twice. One page at a time, in one process of its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Text:
    """kind: caption, filters, headline, section, note, empty, aside. `text` may hold Markdown's escapes."""

    kind: str
    text: str


@dataclass(frozen=True)
class Cards:
    """A row of cards as shown: (label, value, change)."""

    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Picture:
    """A figure with the words that stand for it, and the table behind it, as `Table` holds one."""

    figure: go.Figure
    key: str
    alt: str
    rows: pd.DataFrame
    names: dict[str, str]
    kinds: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table: shown columns in their order, their names, and their kinds (see `ui.table`)."""

    rows: pd.DataFrame
    key: str
    names: dict[str, str]
    kinds: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Definitions:
    """The definitions at the foot of the page: (name, meaning)."""

    rows: Sequence[tuple[str, str]]


Part = Text | Cards | Picture | Table | Definitions
_parts: list[Part] | None = None


@contextmanager
def gathering() -> Iterator[list[Part]]:
    """Gather what is shown from here on into the list that this yields."""
    global _parts
    _parts = []
    try:
        yield _parts
    finally:
        _parts = None


@contextmanager
def left_out() -> Iterator[None]:
    """What is shown inside is not gathered: the figures behind a chart that is itself in the hand-out."""
    global _parts
    kept, _parts = _parts, None
    try:
        yield
    finally:
        _parts = kept


def is_on() -> bool:
    """True while a hand-out is made in this process."""
    return _parts is not None


def add(part: Part) -> None:
    """A block reports what it shows."""
    if _parts is not None:
        _parts.append(part)
