"""What a page showed, put in order: the finding first, then sections, each with its words, cards, pictures, tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ui.gathered import Cards, Definitions, Part, Picture, Table, Text
from ui.i18n import _


@dataclass
class Section:
    """One finding and what stands under it, in the page's order.

    says : explanations; empties : reasons why there is nothing; asides : small print
    """

    title: str
    says: list[str] = field(default_factory=list)
    empties: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    shows: list[Cards | Picture | Table] = field(default_factory=list)

    def of(self, kind: type) -> list:
        """What it shows of one kind."""
        return [each for each in self.shows if isinstance(each, kind)]

    @property
    def is_empty(self) -> bool:
        """Nothing to hand out: a title alone, or the reason for nothing."""
        return not self.shows and (bool(self.empties) or not self.says)


@dataclass
class Sheet:
    """One page as it is handed out.

    name : of the page; address : its path and the view, after the server's own address
    caption : source, as-of date and what else stands above the headline; filters : what is chosen, "" for everything
    unit : what amounts are in; sections : the first is that of the headline
    """

    name: str
    address: str
    unit: str = ""
    caption: str = ""
    filters: str = ""
    sections: list[Section] = field(default_factory=list)
    definitions: list[tuple[str, str]] = field(default_factory=list)

    @property
    def finding(self) -> str:
        """The headline of the page."""
        return self.sections[0].title if self.sections else self.name

    @property
    def chosen(self) -> str:
        """The filters in words, also when there are none; nothing on a page that shows no data of a warehouse."""
        return self.filters or (_("No filters: everything") if self.caption else "")

    @property
    def has_figures(self) -> bool:
        """It shows something, and does not only say why it cannot."""
        return any(section.shows for section in self.sections)

    @property
    def rows(self) -> int:
        """Rows of all tables and pictures in it."""
        return sum(len(shown.rows) for section in self.sections for shown in section.shows)

    def columns(self) -> set[str]:
        """Names of all columns that its tables show."""
        return {str(name) for section in self.sections for shown in section.of(Table) for name in shown.rows.columns}


def sheet_of(parts: Sequence[Part], *, name: str, address: str, unit: str = "") -> Sheet:
    """The page that these parts were gathered from.

    What a page draws before its headline, levers at its top, stays away: without the levers it explains nothing.
    """
    sheet = Sheet(name=name, address=address, unit=unit)
    for part in _headline_first(parts):
        if isinstance(part, Definitions):
            sheet.definitions += [row for row in part.rows if row not in sheet.definitions]
        elif isinstance(part, Text):
            _take_text(sheet, part)
        else:
            _last(sheet).shows.append(part)
    sheet.unit = sheet.unit if sheet.caption else ""  # numbers that somebody typed have no warehouse's currency
    sheet.sections = [part for index, part in enumerate(sheet.sections) if index == 0 or not part.is_empty]
    return sheet


def _headline_first(parts: Sequence[Part]) -> Iterator[Part]:
    at = next((i for i, part in enumerate(parts) if isinstance(part, Text) and part.kind == "headline"), 0)
    for position, part in enumerate(parts):
        if position >= at or (isinstance(part, Text) and part.kind in ("caption", "filters")):
            yield part


def _take_text(sheet: Sheet, part: Text) -> None:
    if part.kind in ("headline", "section"):
        sheet.sections.append(Section(part.text))
    elif part.kind == "caption":
        sheet.caption = sheet.caption or part.text
    elif part.kind == "filters":
        sheet.filters = part.text
    else:
        {"note": _last(sheet).says, "empty": _last(sheet).empties, "aside": _last(sheet).asides}[part.kind].append(
            part.text
        )


def _last(sheet: Sheet) -> Section:
    if not sheet.sections:
        sheet.sections.append(Section(sheet.name))
    return sheet.sections[-1]
