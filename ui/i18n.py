"""Texts in the reader's language: `_` and `ngettext` look a message up in the catalogue of the running session.

The message is its own id, in English. Catalogues are the `.po` files under `locales/`; they are compiled in
memory on first use, so there is no compiled file that could be older than its source.
"""

import gettext as _gettext
import io
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "zh_CN": "中文"}
LOCALES_DIR = Path(__file__).resolve().parent.parent / "locales"

_language: ContextVar[str] = ContextVar("language", default="en")


def language() -> str:
    """Language of the running script: a key of LANGUAGES."""
    return _language.get()


def set_language(code: str) -> None:
    """Set the language of this script run; the frame does it first of all. KeyError for one we do not have."""
    if code not in LANGUAGES:
        raise KeyError(f"no catalogue for {code}; there are {', '.join(LANGUAGES)}")
    _language.set(code)


def language_for(browser_locale: str | None) -> str:
    """The catalogue that suits a browser's locale.

    >>> language_for("zh-TW"), language_for("de-DE"), language_for(None)
    ('zh_CN', 'en', 'en')
    """
    return "zh_CN" if (browser_locale or "").lower().startswith("zh") else "en"


def catalogue_path(code: str) -> Path:
    """The `.po` file of a language."""
    return LOCALES_DIR / code / "LC_MESSAGES" / "messages.po"


@lru_cache(maxsize=len(LANGUAGES))
def _translations(code: str) -> _gettext.NullTranslations:
    path = catalogue_path(code)
    if not path.exists():
        return _gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """`message` in the reader's language; itself where the catalogue lacks it."""
    return _translations(language()).gettext(message)


def in_language(message: str, code: str) -> str:
    """`message` in a language other than the reader's; itself where that catalogue lacks it."""
    return _translations(code).gettext(message)


def ngettext(singular: str, plural: str, number: float) -> str:
    """The form of the message for `number` things, in the reader's language."""
    return _translations(language()).ngettext(singular, plural, int(number))


def N_(message: str) -> str:
    """Mark a message for the catalogues where it is defined; `_` translates it where it is shown."""
    return message


def warm() -> None:
    """Compile all catalogues now, so that the first reader does not wait for it."""
    for code in LANGUAGES:
        _translations(code)
