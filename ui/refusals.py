"""A refusal of the build in the reader's language: known sentences by their shape, all else as it was said."""

import re
from functools import lru_cache

from ui.i18n import _, language
from ui.refusal_texts import HINTS, KINDS, SENTENCES

_HINT = "Hint: "
_FIELD = re.compile(r"\\{(\w+)\\}")  # as `re.escape` leaves it


def in_words(said: str) -> str:
    """What the build said, line by line, in the reader's language; a line of unknown shape stays as it is."""
    return said if language() == "en" else "\n".join(_line(line) for line in said.splitlines())


def _line(line: str) -> str:
    if line.startswith(_HINT):
        return _("Hint: {hint}").format(hint=_told(line.removeprefix(_HINT), HINTS))
    return _told(line, SENTENCES)


def _told(text: str, known: tuple[str, ...]) -> str:
    for shape, message in _shapes(known):
        found = shape.fullmatch(text)
        if found:
            return _(message).format(
                **{name: _(value) if value in KINDS else value for name, value in found.groupdict().items()}
            )
    return text


@lru_cache(maxsize=2)
def _shapes(known: tuple[str, ...]) -> list[tuple[re.Pattern[str], str]]:
    """The messages as patterns, those that say the most first."""
    said_most = sorted(known, key=lambda message: -len(_FIELD.sub("", re.escape(message))))
    return [(re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(message)), re.DOTALL), message) for message in said_most]
