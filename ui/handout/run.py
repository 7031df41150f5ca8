"""Run the pages as the reader would see them, in this process, and gather what they show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from ui import access, address, gathered
from ui.handout.story import Sheet, sheet_of
from ui.i18n import _
from ui.page_list import PAGES, Page

_MAIN = Path(__file__).resolve().parents[1] / "main.py"
_SECONDS_A_PAGE = 180
_ESCAPED = str.maketrans({"%": "%25", "&": "%26", "#": "%23", "+": "%2B"})  # no more, so that it can be read as well


class PageFailed(RuntimeError):
    """A page ended with an error instead of what it shows."""


def sheets(
    paths: list[str], view: dict[str, list[str]], *, unit: str, said: Callable[[int], None] = lambda _number: None
) -> list[Sheet]:
    """The pages of these paths under a view (see `ui.address`), in their order; `said` is told each page's number.

    unit : what amounts are in, in words. Raises PageFailed.
    """
    pages = [page for path in paths for page in PAGES if page.path == path]
    if len(pages) != len(paths) or not all(access.reader().opens(page.least_role) for page in pages):
        raise PageFailed(f"not all of these are there for this reader: {paths}")
    app = AppTest.from_file(str(_MAIN), default_timeout=_SECONDS_A_PAGE)
    for name, value in address.as_state(view, paths[0]).items():
        app.session_state[name] = value
    found: list[Sheet] = []
    for number, page in enumerate(pages):
        said(number)
        if number:
            app.switch_page(f"../pages/{page.script}")
        parts = _gathered(app.run)
        if app.exception or not parts:
            raise PageFailed(page.path)
        found.append(sheet_of(parts, name=_(page.name), address=_link(page, view), unit=unit))
    return found


def _gathered(run: Callable[[], Any]) -> list[gathered.Part]:
    with gathered.gathering() as parts:
        run()
    return list(parts)


def _link(page: Page, view: dict[str, list[str]]) -> str:
    """The page's address after the server's own, with the view; names that a firm gives may hold anything."""
    kept = [(key, value) for key in (*address.FRAME, *address.FILTERS, *page.keys) for value in view.get(key, [])]
    return f"{page.path}?{'&'.join(f'{key}={value.translate(_ESCAPED)}' for key, value in kept)}"
