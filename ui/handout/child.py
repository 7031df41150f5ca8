"""The process that makes a hand-out: `python -m ui.handout.child FOLDER`, its order in FOLDER/order.json.

It says how far it is in FOLDER/state.json and leaves both files there. It sees what the reader who asked may see.
"""

import json
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from ui import access, formats, i18n, warehouse
from ui.handout import deck, report, run
from ui.i18n import _

LOG = logging.getLogger("handout")


def main(folder: Path) -> int:
    """Make the files that the order in `folder` asks for; 0 when they are there."""
    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    i18n.set_language(order["language"])
    reader = access.Reader(**order["reader"])
    access.act_as(reader)
    total = len(order["pages"])
    try:
        made = run.sheets(
            order["pages"],
            order["view"],
            unit=_unit(order["warehouse"]),
            said=lambda number: _say(folder, status="running", page=number + 1, pages=total),
        )
        # A story is told with figures: a page that these data do not carry is left out of it.
        made = [sheet for sheet in made if sheet.has_figures] or made
        title = _title(order["warehouse"])
        today = formats.day(datetime.now(UTC).date())
        made_on = _("made on {day}").format(day=today)
        (folder / "handout.html").write_bytes(report.report_bytes(made, title=title, made_on=made_on))
        (folder / "handout.pptx").write_bytes(deck.deck_bytes(made, title=title, made_on=made_on))
    except Exception:  # whatever it is, the reader hears that there is none, and the log holds why
        LOG.exception("no hand-out")
        _say(folder, status="failed", page=0, pages=total)
        return 1
    personal = reader.sees_personal and any(warehouse.PERSONAL & sheet.columns() for sheet in made)
    rows = sum(sheet.rows for sheet in made)
    _say(folder, status="done", page=total, pages=total, rows=rows, is_masked=not personal)
    return 0


def _title(name: str) -> str:
    if not name:
        return _("Customer asset")
    return _("Customer asset: {warehouse}").format(warehouse=name)


def _unit(name: str) -> str:
    """What amounts are in; nothing where no money is known."""
    info = warehouse.build_info(name) if name else None
    if info is None or not info.currency:
        return ""
    return _("amounts in {currency}").format(currency=info.currency)


def _say(folder: Path, **state: object) -> None:
    """Replace the state in one step, so that nobody reads half of it."""
    draft = folder / ".state.json"
    draft.write_text(json.dumps(state), encoding="utf-8")
    os.replace(draft, folder / "state.json")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
