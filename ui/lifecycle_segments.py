"""How long customers of different segments stay, and whether that is more than chance."""

import pandas as pd

from analytics import survival
from ui import filter_values, formats, page_options, warehouse
from ui.blocks import empty, section
from ui.charts import table
from ui.i18n import _
from ui.page_list import DIMENSIONS

SMALLEST = 30  # customers of a segment; fewer say too little
CERTAIN = 0.05
AT_MONTHS = 12


def draw(filters: dict) -> None:
    """First stays by the values of a dimension, compared by the log-rank test; nothing without dimensions."""
    offered = filter_values.options()
    dimensions = [name for name in DIMENSIONS if offered.choices(name)]
    if not dimensions:
        return
    # Cohorts are not compared by default: they are of different ages.
    asked = page_options.chosen("by", dimensions, dimensions[0])
    counts = warehouse.query("lifetime_by_segment", **filters, dimension=asked)
    curves = {
        value: survival.kaplan_meier(rows, age="age_months", ended="ended")
        for value, rows in counts.groupby("value")
        if rows[["ended", "censored"]].to_numpy().sum() >= SMALLEST
    }
    rows = survival.by_group(curves, age=AT_MONTHS)
    names = {value: filter_values.show_value(asked, str(value)) for value in curves}
    finding = _finding(rows, curves, names)
    section(finding, note=_("First stays; the log-rank test compares the segments over all ages."))
    page_options.segmented("by", _("By"), dimensions, default=dimensions[0], show=_named)
    if rows.empty:
        empty(_("No segment has {n} customers, the least that says how long they stay.").format(n=SMALLEST))
        return
    columns = {"name": _named(asked), "customers": _("Customers"), "share": _("Still there after 12 months")}
    columns |= {"low": _("95% from"), "high": _("95% to"), "median": _("Median stay, months")}
    columns |= {"last_share": _("Still there at the end"), "last_age": _("Followed for, months")}
    kinds = {"customers": "whole", "median": "whole", "last_age": "whole"}
    kinds |= dict.fromkeys(("share", "low", "high", "last_share"), "rate")
    shown = rows.assign(name=[names[value] for value in rows["group"]])
    table(shown, key="stay_by_segment", columns=columns, kinds=kinds, alt=finding, whole=True)


def _named(dimension: str) -> str:
    return _(filter_values.NAMES[dimension])


def _finding(rows: pd.DataFrame, curves: dict, names: dict) -> str:
    known = rows.dropna(subset=["share"])
    if len(known) < 2:
        return _("How long customers stay, by segment")
    best, worst = known.iloc[0], known.iloc[-1]
    said = {"best": names[best["group"]], "worst": names[worst["group"]]}
    said |= {"high": formats.percent(best["share"], 0), "low": formats.percent(worst["share"], 0)}
    if survival.log_rank(curves).p_value < CERTAIN:
        return _("After 12 months {high} of {best} are still there, {low} of {worst}: more than chance").format(**said)
    return _("After 12 months {high} of {best} are still there, {low} of {worst}; chance alone could do it").format(
        **said
    )
