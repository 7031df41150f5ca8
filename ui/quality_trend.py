"""Quality over deliveries and months: a chart of the share turned away, and completeness by file and field."""

import pandas as pd

from analytics.figures.quality import fault_bars
from ui import code_texts
from ui.blocks import empty, section
from ui.charts import chart, figure, mode, table
from ui.field_texts import field_name
from ui.i18n import _

FEWEST_MONTHS = 3


def draw_months(months: pd.DataFrame) -> None:
    """Share of rows turned away by month of purchase."""
    months = months.sort_values("period_start")
    section(
        _("Faults by month of purchase"),
        note=_("Share of rows turned away. A jump often marks a new till, a new export or a changed form."),
    )
    if len(months) < FEWEST_MONTHS:
        empty(_("Fewer than three months have rows with a readable date, so there is no trend to draw."))
        return
    if not months["rows_turned_away"].any():
        empty(_("No row of any month was turned away, so there is no fault to draw."))
        return
    drawn = figure("quality_months", lambda: fault_bars(months, mode=mode()))
    columns = {
        "period_start": _("Month"), "rows": _("Rows"), "rows_turned_away": _("Turned away"), "turned_away_rate": _("Share turned away"),
        "money_without_customer": _("Money without customer"),
    }  # fmt: skip
    kinds = {"period_start": "month", "turned_away_rate": "rate", "money_without_customer": "money"}
    alt = _("Share of rows turned away by month of purchase")
    chart(drawn, key="quality_months", alt=alt, data=months, columns=columns, kinds=kinds)


def draw_fields(fields: pd.DataFrame) -> None:
    """Completeness by file and field; deliveries beside each other where there are several."""
    section(
        _("How complete each field is, by file"),
        note=_(
            "Filled: the field holds something that can be read. Files of later deliveries stand below earlier ones."
        ),
    )
    if fields.empty:
        empty(_("No transactions, customers or contracts were delivered, so there are no fields to judge."))
        return
    shown = fields.assign(
        table=[code_texts.text_of(code_texts.TABLES, code) for code in fields["table_name"]],
        what=[field_name(code) for code in fields["field"]],
    ).sort_values(["table", "field", "batch", "file"])
    columns = {
        "table": _("Table"), "what": _("Field"), "batch": _("Delivered on"), "file": _("File"), "rows": _("Rows"),
        "filled_rate": _("Filled"), "rows_turned_away": _("Turned away because of it"),
    }  # fmt: skip
    alt = _("Completeness of each field by file")
    table(shown, key="quality_fields", columns=columns, kinds={"filled_rate": "rate"}, alt=alt)
