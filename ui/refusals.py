"""A refusal of the build as a page says it: in the reader's language, without options of the command line.

Sentences are known by their shape; one that is not stays as the build said it.
"""

import re
from functools import lru_cache

from ui.i18n import _
from ui.refusal_texts import HINTS, KINDS, ON_PAGES, SENTENCES

_HINT = "Hint: "
_HINTS = (*HINTS, *ON_PAGES)
_FIELD = re.compile(r"\\{(\w+)\\}")  # as `re.escape` leaves it


def in_words(said: str) -> str:
    """What the build said, line by line, for readers of a page."""
    return "\n".join(_line(line) for line in said.splitlines())


def _line(line: str) -> str:
    if line.startswith(_HINT):
        return _("Hint: {hint}").format(hint=_told(line.removeprefix(_HINT), _HINTS))
    return _told(line, SENTENCES)


def _told(text: str, known: tuple[str, ...]) -> str:
    for shape, message in _shapes(known):
        found = shape.fullmatch(text)
        if found:
            return _(ON_PAGES.get(message, message)).format(
                **{name: _(value) if value in KINDS else value for name, value in found.groupdict().items()}
            )
    return text


@lru_cache(maxsize=2)
def _shapes(known: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """The messages as patterns, those that say the most first."""
    said_most = sorted(known, key=lambda message: -len(_FIELD.sub("", re.escape(message))))
    return [(re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(message)), re.DOTALL), message) for message in said_most]
