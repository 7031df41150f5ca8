"""Quality over months: a chart of the share turned away."""

import pandas as pd

from analytics.figures.quality import fault_bars
from ui.blocks import empty, section
from ui.charts import chart, figure, mode
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
