"""Findings in words: a code and its figures become one sentence in the reader's language.

`sentence` gives the title, `detail` the line below it (why, since when, what next; may be empty). Figures are formatted
where the sentences are made; texts that came from data are escaped by whoever puts them into the figures.
"""

from collections.abc import Callable

from ui import action_texts, base_texts, formats, hold_texts
from ui.i18n import _
from ui.wording import Figures, customers, money, run_on

__all__ = ["customers", "detail", "money", "run_on", "sentence"]


def sentence(finding) -> str:
    """The finding as a title. `finding` has `.code` and `.figures`, or is a (code, figures) pair."""
    code, figures = _parts(finding)
    return _TITLES[code](figures)


def detail(finding) -> str:
    """The line below the title; empty where there is nothing to add."""
    code, figures = _parts(finding)
    return _DETAILS[code](figures) if code in _DETAILS else ""


def _parts(finding) -> tuple[str, Figures]:
    return finding if isinstance(finding, tuple) else (finding.code, finding.figures)


def _concentration(f: Figures) -> str:
    return _("The most valuable {top} of customers hold {share} of the expected value").format(
        top=formats.percent(f["top"], 0), share=formats.percent(f["share"], 0)
    )


def _quality(f: Figures) -> str:
    if not f["rows_rejected"]:
        return _("All {rows} rows were accepted").format(rows=formats.whole(f["rows_in"]))
    return _("{share} of {rows} rows were turned away, each with its reason").format(
        share=formats.percent(float(f["rows_rejected"]) / float(f["rows_in"]), 1), rows=formats.short(f["rows_in"])
    )


def _no_base(_figures: Figures) -> str:
    return _("Nobody is left in the base")


_TITLES: dict[str, Callable[[Figures], str]] = {
    **base_texts.TITLES,
    **hold_texts.TITLES,
    **action_texts.TITLES,
    "concentration": _concentration,
    "quality": _quality,
    "no_base": _no_base,
}
_DETAILS: dict[str, Callable[[Figures], str]] = {**base_texts.DETAILS, **hold_texts.DETAILS, **action_texts.DETAILS}
