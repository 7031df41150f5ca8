"""Sections of the lifecycle page on money: what customers bring by age, and whom a period's money came from."""

from typing import Any

import pandas as pd

from analytics import cohorts, figures, lifecycle
from ui import formats, lifecycle_texts, payback, warehouse
from ui.blocks import section
from ui.chart_words import words
from ui.charts import chart, figure, mode
from ui.definitions import name_of, value_word
from ui.i18n import _

RECENT_MONTHS = 12
MANY_MONTHS = 36  # of observation from which on cohorts are years: more lines would hide the trend
MOST_COHORTS = 24


def cohort_grain(cube: pd.DataFrame, *, chosen: str) -> str:
    """Cohort years where there are several of them to compare, else what the reader chose."""
    observed = int(cube["age_months"].max()) + 1
    return "year" if observed >= MANY_MONTHS else cohorts.readable_grain(cube, chosen=chosen, most=MOST_COHORTS)


def named(table: pd.DataFrame, grain: str) -> pd.DataFrame:
    """The table with its cohorts in words, for readers and downloads."""
    return table.assign(cohort=in_words(table["cohort_start"], grain))


def in_words(starts: pd.Series, grain: str) -> pd.Series:
    """First days of periods as the reader writes them; each written once, as there are thousands of cells."""
    return starts.map({start: formats.period(start, grain) for start in starts.unique()})


def draw_value(table: pd.DataFrame, *, grain: str, reached: dict, filters: dict) -> None:
    """Money a customer has brought by each age, a line a cohort.

    table : cohorts of `grain` by age; reached : value, the average over all cohorts by age_months
    """
    by_age = lifecycle.cumulative_value(table, measure=warehouse.build_info().value_kind)
    costs = payback.costs_of(by_age, filters, grain=grain)
    paid = None if costs is None else lifecycle.payback(by_age, costs=costs)
    facts = reached | {"grain": grain} | cohorts.ends_at(by_age, age_months=reached["age_months"])
    finding = lifecycle_texts.title("value_by_age", facts)
    section(finding, note=lifecycle_texts.detail("value_by_age", facts))
    columns = {"cohort": name_of("cohort"), "age_months": words["age_months"], "acquired": _("Acquired")}
    chart(
        figure(
            "value_by_age",
            lambda: figures.value_by_age(
                by_age, words=words, cohort_grain=grain, mode=mode(), paid=paid, acquisition_cost=payback.newest(paid)
            ),
            **filters,
        ),
        key="value_by_age",
        alt=finding,
        data=named(by_age.dropna(subset=["value"]), grain),
        columns=columns | {"value": _("In the month"), "cumulative_value": _("Added up")},
        kinds={"acquired": "whole", "value": "money", "cumulative_value": "money"},
    )
    payback.draw(paid, grain=grain, filters=filters)


def draw_stack(cube: pd.DataFrame, *, grain: str, filters: dict) -> None:
    """Money of each period by the cohort (of `grain`) that brought it; periods cut short are hatched."""
    info, period_grain = warehouse.build_info(), filters["grain"]
    kind, last = info.value_kind, info.last_complete_month
    money = cohorts.money_by_period(cube, measure=kind, grain=period_grain, cohort_grain=grain)
    share = cohorts.share_from_earlier(cube, measure=kind, last_month=last, months=RECENT_MONTHS)
    facts = {"share": share, "months": RECENT_MONTHS}
    finding = lifecycle_texts.title("cohort_stack", facts)
    section(finding, note=lifecycle_texts.detail("cohort_stack", facts))
    calendar = warehouse.read("period", grain=period_grain)
    incomplete = frozenset(pd.to_datetime(calendar.loc[calendar["is_incomplete"], "period_start"]))
    title = value_word(capital=True)
    look: dict[str, Any] = {"words": words, "title": title, "mode": mode(), "incomplete": incomplete}
    chart(
        figure(
            "cohort_stack",
            lambda: figures.stacked_cohorts(money, grain=period_grain, cohort_grain=grain, **look),
            **filters,
        ),
        key="cohort_stack",
        alt=finding,
        data=named(money, grain).assign(period=in_words(money["period_start"], period_grain)),
        columns={"period": _("Period"), "cohort": name_of("cohort"), "value": title},
        kinds={"value": "money"},
    )
