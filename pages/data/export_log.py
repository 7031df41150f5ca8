"""Files that were taken away: who, when, what, by which filters, how many rows, with personal values or without."""

import pandas as pd

import ui
from ui import formats, list_names, workspace
from ui.i18n import _, ngettext

MOST_ROWS = 1_000


def draw(entries: list[dict]) -> None:
    """The log, the latest first."""
    table = pd.DataFrame(entries)
    unmasked = int((table["is_masked"] == 0).sum())
    ui.headline(
        ngettext("{n} file has been taken away", "{n} files have been taken away", len(table)).format(
            n=formats.whole(len(table)) if len(table) < MOST_ROWS else f"≥ {formats.whole(MOST_ROWS)}"
        )
    )
    ui.note(
        ngettext(
            "{n} of them holds customer ids as delivered; the others are masked or hold figures only.",
            "{n} of them hold customer ids as delivered; the others are masked or hold figures only.",
            unmasked,
        ).format(n=formats.whole(unmasked))
    )
    ui.table(
        table.assign(
            what=[list_names.exported(entry) for entry in entries],
            choice_text=[list_names.filters_said(entry) for entry in entries],
            masked_text=[_("masked") if masked else _("as delivered") for masked in table["is_masked"]],
        ),
        key="export_log",
        columns={
            "exported_at": _("When (UTC)"),
            "exported_by": _("Who"),
            "what": _("What"),
            "choice_text": _("Filters"),
            "rows": _("Rows"),
            "masked_text": _("Personal values"),
            "file_name": _("File"),
        },
        alt=_("Log of files taken away"),
        download=False,
    )


ui.caption()
try:
    entries = workspace.read("export_log", rows=MOST_ROWS)
except workspace.WorkspaceError as error:
    ui.headline(_("The log of files cannot be read"))
    ui.empty(ui.plain(str(error)))
else:
    if entries:
        draw(entries)
    else:
        ui.headline(_("No file has been taken away yet"))
        ui.empty(
            _("Every download is noted here before it is handed out: who, when, what, by which filters, how many rows.")
        )
