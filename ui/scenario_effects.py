"""What scenarios do to base, margin and equity after one and two years, beside the course."""

from collections.abc import Sequence

import pandas as pd

from analytics import forecast_scenario
from analytics.forecast_scenario import Scenario
from ui import blocks, charts, formats, warehouse
from ui.definitions import value_word
from ui.i18n import _

POINTS = {"retention_minus_points": -0.05, "retention_plus_points": 0.05}


def table_of(scenario: Scenario, starts: pd.Series) -> pd.DataFrame:
    """A scenario step by step, for the chart: period_start, base, acquired, won_back, lost."""
    columns = {name: getattr(scenario, name) for name in ("base", "acquired", "won_back", "lost")}
    return pd.DataFrame({"period_start": starts.to_numpy(), **columns})


def money_between(value: float, low: float, high: float) -> str:
    """Money with its interval in brackets, where one is known."""
    currency = warehouse.build_info().currency or ""
    number = formats.money(value, currency)
    if formats.is_missing(low) or formats.is_missing(high):
        return number
    ends = _("{low}–{high}").format(low=formats.money(low, currency), high=formats.money(high, currency))
    return _("{number} ({ends})").format(number=number, ends=ends)


def draw(course: Scenario, scenarios: Sequence[tuple[str, Scenario]], *, year: int, filters: dict) -> None:
    """One row a scenario, the course first."""
    each, known = _value_today(filters)
    rows = [
        _row(name, scenario, course, year=year, each=each, known=known)
        for name, scenario in [(_("On this course"), course), *scenarios]
    ]
    has_margin = bool(course.margin.any())
    columns = {"scenario": _("Scenario")}
    parts = {"base": _("Base"), "lost": _("Lost")}
    parts |= {"margin": value_word(capital=True)} if has_margin else {}
    parts |= {"equity": _("Equity")} if each is not None else {}
    for code, name in parts.items():
        for number, months in ((1, 12), (2, 24)):
            columns[f"{code}_{number}"] = _("{figure}, {months} mo.").format(figure=name, months=months)
    counted = [name for name in columns if name != "scenario"]
    table = pd.DataFrame(rows)
    table[counted] = table[counted].round()
    kinds = dict.fromkeys(counted, "whole")
    alt = _("What the scenarios lead to")
    charts.table(table, key="outlook_effects", columns=columns, kinds=kinds, alt=alt, whole=True)
    texts = [_("Base and equity at the end of month 12 and 24; lost and {value} of each of the two years.")]
    texts.append(
        blocks.definition_of("outlook_equity")
        if each is not None
        else _("No value model serves here, so equity is left out.")
    )
    blocks.aside(" ".join(texts).format(value=value_word()))


def _row(name, scenario, course, *, year, each, known) -> dict:
    row = {"scenario": name}
    for number in (1, 2):
        of_year = slice((number - 1) * year, number * year)
        row |= {f"base_{number}": scenario.base[number * year - 1], f"lost_{number}": scenario.lost[of_year].sum()}
        row[f"margin_{number}"] = scenario.margin[of_year].sum()
        if each is not None:
            factor = forecast_scenario.value_factor(scenario, course, known)
            row[f"equity_{number}"] = row[f"base_{number}"] * each * factor
    return row


def _value_today(filters: dict) -> tuple[float | None, dict[float, float]]:
    """(value of one customer of the base today, change of 12-month retention -> value of the base over today's)."""
    whole = {**filters, "cohort_year": None}
    if warehouse.build_info().lines == "disclosure":
        return None, {}
    today = warehouse.query("equity_base_today", **whole).iloc[0]
    if not (today["customers"] > 0 and today["value_36m"] > 0):
        return None, {}
    levers = warehouse.query("equity_levers", **whole).set_index("scenario")["value_36m"]
    now = float(levers.get("now", 0.0))
    known = {points: float(levers[code]) / now for code, points in POINTS.items() if code in levers and now > 0}
    return float(today["value_36m"]) / float(today["customers"]), known
