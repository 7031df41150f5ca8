"""Bring the catalogues up to date with the code: `python -m ui.catalogue`.

Messages of the code are added, those it no longer uses are dropped, translations are kept. The English catalogue
repeats each message; in the other ones a new message is left empty, and a test fails until it is filled.
"""

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from ui.i18n import LANGUAGES, catalogue_path

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
SOURCES = ("app.py", "ui", "pages")


def messages_in_code() -> Catalog:
    """Every message that `ui`, `pages` and `app.py` ask for, with the file it is in."""
    catalogue = Catalog(project="customer asset", header_comment="# Texts of the dashboard.", fuzzy=False)
    for name in SOURCES:
        is_file = name.endswith(".py")
        method_map = [(name if is_file else "**.py", "python")]
        folder = ROOT if is_file else ROOT / name
        if is_file and not (ROOT / name).exists():
            continue
        rows = extract_from_dir(
            folder,
            method_map=method_map,
            keywords=KEYWORDS,
            directory_filter=(lambda _folder: False) if is_file else None,
        )
        for file, _line, message, comments, _context in rows:
            source = name if is_file else f"{name}/{Path(file).as_posix()}"
            catalogue.add(message, locations=[(source, 0)], auto_comments=comments)
    return catalogue


def read_catalogue(code: str) -> Catalog:
    """The stored catalogue of a language; an empty one when there is none."""
    path = catalogue_path(code)
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as source:
        return read_po(source, locale=code)


def update(code: str) -> Catalog:
    """The language's catalogue with the messages of the code, translations kept; not yet written."""
    stored, fresh = read_catalogue(code), messages_in_code()
    merged = Catalog(
        locale=code, project=fresh.project, header_comment=fresh.header_comment, fuzzy=False, charset="utf-8"
    )
    for message in fresh:
        if not message.id:
            continue
        old = stored.get(message.id if isinstance(message.id, str) else message.id[0])
        text = message.id if code == "en" else (old.string if old else "")
        if not isinstance(message.id, str) and isinstance(text, str):
            text = (text,) * merged.num_plurals
        merged.add(message.id, text, locations=sorted(set(message.locations)))
    return merged


def write(code: str) -> None:
    """Write the language's catalogue, sorted, so that a change shows as the lines it changed."""
    path = catalogue_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = update(code)
    # The date would differ at each run and say nothing.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    with path.open("wb") as target:
        write_po(target, catalogue, width=0, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    for each in LANGUAGES:
        write(each)
