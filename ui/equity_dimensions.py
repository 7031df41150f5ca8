"""The equity statement of a span by the values of one dimension."""

import pandas as pd

from ui import blocks, charts, filter_values, page_options, warehouse
from ui.chart_words import words
from ui.i18n import _
from ui.page_list import DIMENSIONS


def draw(months: pd.DataFrame, filters: dict) -> None:
    """The span by the values of one dimension, where the warehouse has one with several values."""
    offered = filter_values.options()
    dimensions = [name for name in DIMENSIONS if offered.choices(name)]
    if not dimensions:
        return
    chosen = page_options.segmented(
        "by", _("By"), dimensions, default=dimensions[0], show=lambda name: _(filter_values.NAMES[name])
    )
    ends = {"first_close": months["closed_on"].min().date(), "last_close": months["closed_on"].max().date()}
    table = warehouse.query("equity_by_dimension", **filters, **ends, dimension=chosen)
    table = table.assign(value=[filter_values.show_value(chosen, str(value)) for value in table["value"]])
    columns = {"value": _(filter_values.NAMES[chosen]), "opening": words["equity_opening"]}
    columns |= {entry: words[f"equity_{entry}"] for entry in ("acquired", "won_back", "lost")}
    columns |= {"stayed": _("Grown less shrunk"), "expected": _("As expected"), "closing": words["equity_closing"]}
    kinds = dict.fromkeys(columns.keys() - {"value"}, "cents")
    alt = _("Equity statement by {dimension}").format(dimension=_(filter_values.NAMES[chosen]))
    charts.table(table, key=f"equity_by_{chosen}", columns=columns, kinds=kinds, alt=alt)
    blocks.aside(
        _(
            "As expected: unwinding of the discount, what was expected of the time that passed, and months entering the horizon."
        )
    )
