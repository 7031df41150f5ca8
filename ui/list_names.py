"""What a kept list is called: told anew in the reader's language by what it was made of, whoever kept it in whichever."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from ui import filter_values, formats, grade_rules, matrix_texts, scored, segment_texts
from ui.i18n import N_, _
from ui.page_list import PAGES

KINDS = {
    "matrix_cell": N_("Cell of the matrix"),
    "grade_move": N_("Move between grades"),
    "churn_list": N_("Churn early warning"),
    "segment": N_("Segment"),
}
# What is taken away and is no table of a page.
THINGS = {
    "handout": N_("Hand-out"),
    "promise_sheet": N_("What we will do"),
    "paper_teams": N_("Sheets for the teams"),
    "paper_leader": N_("This run sheet"),
}
_CELL = re.compile(r"^(\w+) · \D*(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D*$")  # a cell of a finer grid, in either language


def name_of(kept: Mapping[str, Any]) -> str:
    """Name of a kept list in the reader's language; as it was kept where its parts do not tell, as for a segment of
    the firm's own. `kept` : a row with kind, label and choice.
    """
    choice = choices(kept["choice"])
    named = _named(kept["kind"], kept["label"], choice) or kept["label"]
    return f"{named} · {scored.show(str(choice['scored']))}" if choice.get("scored") else named


def choices(text: str) -> dict[str, Any]:
    """The choices of a list or an export; none where the text holds no such thing."""
    try:
        chosen = json.loads(text)
    except (TypeError, ValueError):
        return {}
    return chosen if isinstance(chosen, dict) else {}


def leavers(cut_percent: int) -> str:
    """Name of the list of the early warning at this cut."""
    return _("Likely to leave, risk of {cut} or more").format(cut=formats.percent(cut_percent / 100, 0))


def _named(kind: str, label: str, choice: Mapping[str, Any]) -> str:
    if kind == "matrix_cell":
        return _cell(label)
    if kind == "grade_move" and {"grade_before", "grade"} <= choice.keys():
        before, now = str(choice["grade_before"]), str(choice["grade"])
        names = grade_rules.names((before, now))
        return _("{before} → {now}").format(before=names[before], now=names[now])
    if kind == "churn_list" and str(choice.get("cut_bin")).isdigit():
        return leavers(int(choice["cut_bin"]) * 5)
    if kind == "segment" and choice.get("segment") in scored.SEGMENTS:
        return scored.name(choice["segment"])
    if kind == "segment" and choice.get("judged") in segment_texts.JUDGED:
        text = segment_texts.JUDGED[choice["judged"]]
        return _(text)
    return ""


def _cell(label: str) -> str:
    code = label.split(" · ")[0]
    if code in matrix_texts.STRATEGIES:
        return matrix_texts.cell_name(pd.Series({"cell": code}), risk_bands=2, value_bands=2)
    found = _CELL.match(label)
    if not found:
        return ""
    risk, risks, value, values = map(int, found.groups()[1:])
    cell = pd.Series({"cell": found[1], "risk_band": risk - 1, "value_band": value - 1})
    return matrix_texts.cell_name(cell, risk_bands=risks, value_bands=values)


def exported(entry: Mapping[str, Any]) -> str:
    """What a file of the log holds: its page or kind of list by its name on the screen, and the thing itself."""
    where, _colon, what = str(entry["what"]).partition(": ")
    if where in KINDS:
        return f"{_(KINDS[where])}: {name_of({'kind': where, 'label': what, 'choice': entry['choice']})}"
    page = next((_(page.name) for page in PAGES if page.path == where), where)
    return f"{page}: {_(THINGS[what]) if what in THINGS else what}" if what else page


def filters_said(entry: Mapping[str, Any]) -> str:
    """The filters of an export by their names on the screen, then what else the page's address held, as it stands there.

    The bounds of a kept list are not repeated: its name says them.
    """
    chosen = {name: _several(values) for name, values in sorted(choices(entry["choice"]).items())}
    named = [
        f"{_(filter_values.NAMES[name])}: {', '.join(_shown(name, value) for value in values)}"
        for name, values in chosen.items()
        if name in filter_values.NAMES and values and values != ["all"]
    ]
    if str(entry["what"]).partition(": ")[0] in KINDS:
        return "; ".join(named)
    others = [
        f"{name}={','.join(values)}" for name, values in chosen.items() if name not in filter_values.NAMES and values
    ]
    return "; ".join([*named, *(["&".join(others)] if others else [])])


def _shown(name: str, value: str) -> str:
    try:
        return filter_values.show_value(name, value)
    except ValueError:  # a day that is none
        return value


def _several(values: object) -> list[str]:
    return [str(value) for value in (values if isinstance(values, list) else [values]) if value not in (None, "")]
