"""The filters' names and values: what the chosen warehouse offers of each, and how a value is shown."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import pandas as pd

from ui import formats, scored, warehouse
from ui.i18n import N_, _
from ui.page_list import DIMENSIONS

NAMES = {
    "first_channel": N_("First channel"),
    "first_region": N_("First region"),
    "first_category": N_("First category"),
    "cohort_year": N_("Year acquired"),
    "line": N_("Relationship"),
    "scored": N_("Segment (R, F, M)"),
    "grain": N_("Periods"),
    "period_from": N_("From"),
    "period_to": N_("To"),
}
LINES = {"all": N_("All"), "shop": N_("Shop"), "contract": N_("Contract")}
GRAINS = {"month": N_("Month"), "quarter": N_("Quarter"), "year": N_("Year")}
SPECIAL_VALUES = {"(none)": N_("(none)"), "(other)": N_("(other)"), "(contract)": N_("(contract)")}
# Values of the demo company, which speaks English; a firm's own values are shown as they are.
DEMO_VALUES = {
    "Store": N_("Store"),
    "Web": N_("Web"),
    "Marketplace": N_("Marketplace"),
    "Mini-program": N_("Mini-program"),
    "East China": N_("East China"),
    "South China": N_("South China"),
    "North China": N_("North China"),
    "Central China": N_("Central China"),
    "Southwest China": N_("Southwest China"),
    "Northeast China": N_("Northeast China"),
    "Apparel": N_("Apparel"),
    "Grocery": N_("Grocery"),
    "Beauty": N_("Beauty"),
    "Home": N_("Home"),
    "Electronics": N_("Electronics"),
    "Baby": N_("Baby"),
}


@dataclass(frozen=True)
class Options:
    """What the chosen warehouse offers: values by dimension, lines, grains (the finest first), first days of its periods.

    A firm that gives only its published figures may have no months: then quarters, or years, are the finest.
    """

    dimensions: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    grains: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)

    def known(self, name: str) -> list[str]:
        """Raw values of one filter that the warehouse has."""
        if name == "scored":
            return scored.offered()
        if name in DIMENSIONS:
            return self.dimensions.get(name, [])
        return {"line": self.lines, "grain": self.grains}.get(name, self.starts)

    def choices(self, name: str) -> list[str]:
        """Raw values worth choosing from: none where there is only one."""
        known = self.known(name)
        return known if len(known) > 1 or name in ("period_from", "period_to") else []


def options() -> Options:
    """Options of the chosen warehouse; asked for with every label, so they are made once for each build."""
    return _options(str(warehouse.chosen().path))


@lru_cache(maxsize=64)
def _options(_path: str) -> Options:
    """Those of the chosen warehouse, whose file `_path` never changes."""
    offered = warehouse.read("dimension_value", order_by=("dimension", "position"))
    values = {name: [str(v) for v in rows["value"]] for name, rows in offered.groupby("dimension", sort=False)}
    found = set(warehouse.read("period", columns=("grain",))["grain"])
    offered_grains = [grain for grain in GRAINS if grain in found]
    finest = offered_grains[0] if offered_grains else "month"
    starts = warehouse.read("period", columns=("period_start",), order_by=("period_start",), grain=finest)
    return Options(
        dimensions=values,
        lines=list(LINES) if warehouse.build_info().lines == "both" else ["all"],
        grains=offered_grains,
        starts=[day.date().isoformat() for day in pd.to_datetime(starts["period_start"])],
    )


def grains() -> list[str]:
    """Grains that the chosen warehouse has periods of, the finest first."""
    return list(options().grains)


def finest_grain() -> str:
    """The finest of them; month where there is no period at all."""
    return next(iter(grains()), "month")


def show_value(name: str, value: str) -> str:
    """A raw filter value in the reader's words; values from data come back as they are."""
    if name in ("period_from", "period_to"):
        return formats.period(date.fromisoformat(value), finest_grain())
    if name == "scored":
        return scored.show(value)
    known = {"line": LINES, "grain": GRAINS}.get(name, SPECIAL_VALUES)
    if name in DIMENSIONS and warehouse.build_info().sample == "demo":
        known = SPECIAL_VALUES | DEMO_VALUES
    return _(known[value]) if value in known else value
