"""Loyalty as far as the delivered tables tell: each measure with its interval and reading, and in words what is missing."""

from dataclasses import dataclass

import pandas as pd

import ui
from analytics import loyalty_measures
from data.store import StoreError
from ui import formats
from ui.i18n import N_, _


@dataclass(frozen=True)
class Measure:
    """Name of a measure, how it is taken, how it is written, and what must be delivered for it."""

    name: str
    meaning: str
    kind: str
    needs: str


PROMOTION = N_("promotion codes with the purchases")
SURVEY = N_("a survey table")
MEASURES = {
    "repeat": Measure(
        N_("Repeat rate"),
        N_("Bought again within a year of the first purchase; customers who have had that year."),
        "rate",
        N_("a year of purchases"),
    ),
    "promotion_customers": Measure(
        N_("Mostly on promotion"),
        N_("Half or more of the purchases of the past 12 months with a promotion: discount dependence."),
        "rate",
        PROMOTION,
    ),
    "promotion_revenue": Measure(
        N_("Revenue on promotion"), N_("Share of the revenue of the past 12 months."), "rate", PROMOTION
    ),
    "satisfaction_mean": Measure(
        N_("Satisfaction"), N_("Mean of the last answers of two years, on the survey's own scale."), "decimal", SURVEY
    ),
    "loyalty_mean": Measure(
        N_("Stated loyalty"), N_("Mean of the last answers of two years, on the survey's own scale."), "decimal", SURVEY
    ),
    "nps": Measure(
        N_("Net promoters"),
        N_("Would recommend (9 or 10 of 10) less would not (6 or less), last answers of two years."),
        "points",
        N_("a survey that asks for recommendation from 0 to 10"),
    ),
    "referrals": Measure(
        N_("Friends named"),
        N_("In trials of the product, per customer with a trial."),
        "decimal",
        N_("a table of trials"),
    ),
}


def draw(dimensions: dict[str, object]) -> None:
    """The section; dimensions: the filters in force."""
    try:
        parts = ui.query("loyalty_measures", **dimensions)
    except StoreError:
        ui.section(_("Loyalty, as far as the data tell"))
        ui.empty(_("This build was made before loyalty was measured. Build again to see it."))
        return
    found = loyalty_measures.measured(parts).set_index("measure")
    shown = [code for code in MEASURES if code in found.index]
    ui.section(_finding(found))
    if shown:
        table = pd.DataFrame([_row(MEASURES[code], found.loc[code]) for code in shown])
        columns = {
            "name": _("Measure"),
            "value": _("Result"),
            "interval": _("95% interval"),
            "customers": _("Customers"),
        }
        ui.table(
            table, key="loyalty", columns=columns | {"meaning": _("How it is taken")}, alt=_("Loyalty"), whole=True
        )
    ui.aside(_missing([code for code in MEASURES if code not in found.index], parts))


def _finding(found: pd.DataFrame) -> str:
    if "repeat" not in found.index:
        return _("Loyalty, as far as the data tell")
    return _("{share} of new customers bought again within a year").format(
        share=formats.percent(found.loc["repeat", "value"], 0)
    )


def _row(measure: Measure, row: pd.Series) -> dict[str, object]:
    has_interval = row["low"] == row["low"]
    ends = [_written(measure.kind, row[end]) for end in ("low", "high")] if has_interval else []
    return {
        "name": _(measure.name),
        "value": _written(measure.kind, row["value"]),
        "interval": _("{low} to {high}").format(low=ends[0], high=ends[1]) if ends else "",
        "customers": int(row["customers"]),
        "meaning": _(measure.meaning),
    }


def _written(kind: str, value: float) -> str:
    if kind == "points":
        return formats.signed(round(100 * value))
    return formats.percent(value) if kind == "rate" else formats.decimal(value, 2)


def _missing(codes: list[str], parts: pd.DataFrame) -> str:
    """What cannot be said, and what it would take; share of wallet needs what no firm's own tables hold."""
    few = {"nps" if code == "promoters" else code for code in parts.loc[parts["customers"] > 0, "measure"]}
    lines = []
    for code in codes:
        measure = MEASURES[code]
        reason = _("fewer than 30 customers") if code in few else _("needs {what}").format(what=_(measure.needs))
        lines.append(f"{_(measure.name)} ({reason})")
    said = _("Not stated: {list}.").format(list="; ".join(lines)) + " " if lines else ""
    return said + _(
        "Share of wallet, attitude to competitors and the time taken to choose cannot be told from a firm's own records: ask "
        "a sample of customers what they spend elsewhere."
    )
