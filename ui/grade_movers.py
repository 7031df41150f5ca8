"""Who moved from one grade to another: by pages, and to take away."""

import pandas as pd

from ui import blocks, customer_list, warehouse
from ui.definitions import name_of
from ui.i18n import _
from ui.kept_lists import Selection

KINDS = {"customer_key": "text", "p_leave": "rate", "last_on": "day"}
KINDS |= dict.fromkeys(("value_before", "value_after", "change"), "money")


def columns() -> dict[str, str]:
    """Columns of the list and their names, on the page and in the file."""
    names = {"customer_key": _("Key"), "customer_id": _("Customer id"), "value_before": _("Yearly value then")}
    names |= {"value_after": _("Yearly value now"), "change": _("Change"), "p_leave": name_of("p_leave")}
    return names | {"last_on": _("Last purchase")}


def draw(move: pd.Series, names: dict[str, str], wanted: dict[str, object]) -> None:
    """The customers of one move.

    move : a row of `migration.with_kind`; names : of the grades; wanted : parameters of `grade_movers` but rows and skip
    """
    said = _("{before} → {now}").format(before=names[move["grade_before"]], now=names[move["grade"]])
    blocks.section(_("Who moved: {move}").format(move=said))
    wanted = {**wanted, "grade_before": move["grade_before"], "grade": move["grade"]}
    customer_list.draw_pages(
        key=f"movers_{move['grade_before']}_{move['grade']}_{int(move['customers'])}",
        customers=int(move["customers"]),
        query="grade_movers",
        wanted=wanted,
        columns=columns(),
        kinds=KINDS,
        order=_("the largest loss of value first"),
        alt=_("Customers who moved"),
    )
    customer_list.draw_taking(
        Selection("grade_move", said, wanted),
        "grade_movers",
        names=columns(),
        file_stem=f"{warehouse.chosen().name}-{move['grade_before']}-{move['grade']}",
    )
