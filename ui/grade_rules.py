"""Rules of value grades: fifths, the six classes of a bank, or the firm's own amounts, which the workspace keeps."""

import json
from itertools import pairwise

import streamlit as st

from analytics import migration
from ui import access, formats, page_options, workspace
from ui.blocks import empty
from ui.i18n import N_, _
from ui.sentences import money
from ui.workspace import WorkspaceError

SUBJECT = "grade_amounts"
MOST = 9
RULES = {"fifth": N_("Fifths, A to E"), "class": N_("Bank's six classes"), "amounts": N_("Own amounts")}
CLASS_NAMES = {
    "gold": N_("Gold"),
    "key": N_("Key account"),
    "good": N_("Good"),
    "general": N_("General"),
    "restricted": N_("Restricted"),
    "exit": N_("Exit"),
    "new": N_("Not yet a customer"),
    "out": N_("Out of the base"),
}


def names(grades: tuple[str, ...]) -> dict[str, str]:
    """Grade -> its name in the reader's language, with those of being no customer yet and out of the base."""
    return {code: _(CLASS_NAMES[code]) if code in CLASS_NAMES else code for code in (*grades, "new", "out")}


def choose() -> tuple[str, list[float]]:
    """Draw the choice of the rule; (rule, lower bounds of the firm's own grades, the highest first)."""
    rule = page_options.segmented(
        "rule", _("Grades"), tuple(RULES), default="fifth", show=lambda code: _(RULES[code]), clears=("then", "now")
    )
    return rule, own_amounts() if rule == "amounts" else []


def own_amounts() -> list[float]:
    """Lower bounds that the firm keeps, the highest first; none where nothing readable is kept."""
    try:
        rows = workspace.read("notes", prefix=SUBJECT)
        return _valid(json.loads(rows[0]["text"])) if rows else []
    except (WorkspaceError, ValueError, TypeError):
        return []


def meaning(rule: str, amounts: list[float]) -> str:
    """The rule in words."""
    if rule == "fifth":
        return _(
            "Fifths of the base by value of the 12 months to each month end; A is the highest. A customer can move "
            "because others do: fifths are ranks, not amounts."
        )
    if rule == "class":
        return _(
            "By value of the 12 months to each month end, from the most valuable customer of the base down: gold 5%, key to "
            "20%, good to 50%, general to 90%, restricted the rest; exit where there is no positive value. The six classes "
            "are a bank's; where they part is our choice."
        )
    bounds = ", ".join(f"{chr(ord('A') + place)} ≥ {money(bound)}" for place, bound in enumerate(amounts))
    return _("Your own grades by value of the 12 months to each month end: {bounds}; {last} the rest.").format(
        bounds=bounds, last=chr(ord("A") + len(amounts))
    )


def draw_own(amounts: list[float]) -> None:
    """The form for the firm's own amounts."""
    with st.form("own_grades", border=True):
        text = st.text_input(
            _("Lowest amount of each grade, the highest grade first"),
            "; ".join(f"{amount:g}" for amount in amounts),
            placeholder="5000; 1000; 200",
            key="own_grades_text",
        )
        if not st.form_submit_button(_("Keep these grades"), type="primary"):
            return
    given = parse(text)
    if given is None:
        empty(
            _(
                "These are not up to {n} amounts, each lower than the one before: write them like 5000; 1000; 200."
            ).format(n=formats.whole(MOST))
        )
        return
    try:
        workspace.write("keep_note", subject=SUBJECT, text=json.dumps(given), written_by=access.name())
    except WorkspaceError as error:
        empty(_("The text could not be kept.") + f"\n\n{error}")
        return
    st.rerun()


def parse(text: str) -> list[float] | None:
    """Amounts written one after another, parted by ; or blanks; None where they are no falling amounts.

    >>> parse("5000; 1000 200"), parse("1000; 5000"), parse("a"), parse("")
    ([5000.0, 1000.0, 200.0], None, None, None)
    """
    try:
        return _valid([float(part) for part in text.replace(";", " ").replace("；", " ").split()]) or None
    except ValueError:
        return None


def _valid(given: list) -> list[float]:
    amounts = [float(each) for each in given]
    falling = all(high > low for high, low in pairwise(amounts))
    if not falling or len(amounts) > MOST or any(abs(each) > 1e12 or each != each for each in amounts):
        raise ValueError(given)
    return amounts


def grades(rule: str, amounts: list[float]) -> tuple[str, ...]:
    """Grades of the rule from the highest down."""
    return migration.grades_of(rule, len(amounts))
