"""Lifecycle: what is left of each cohort, how long customers stay, when they buy again, what they bring by age."""

import pandas as pd
import streamlit as st

import ui
from analytics import cohorts, figures, lifecycle
from ui import formats, lifecycle_money, lifecycle_segments, lifecycle_stays, lifecycle_texts, page_options, warehouse
from ui.definitions import name_of, value_word
from ui.i18n import N_, _

AGE_MONTHS = 12  # the age that findings speak of, where it has been reached
MOST_LINES = 24
SMALLEST = 30  # least customers behind a point of the average
MEASURES = {"in_base": N_("Still in the base"), "active": N_("Active in the month")}
ALIGNMENTS = {"age": N_("By age"), "calendar": N_("By calendar")}


def option(name: str, label: str, choices: dict[str, str]) -> None:
    """A row of buttons whose raw value is part of the address."""
    first = next(iter(choices))
    page_options.segmented(name, label, list(choices), default=first, show=lambda code: _(choices[code]))


def chosen(name: str, choices: dict[str, str]) -> str:
    """What the reader chose in a row of buttons that is drawn further down."""
    return page_options.chosen(name, list(choices), next(iter(choices)))


def aligned(cohort_grain: str, along: str) -> pd.DataFrame:
    """Cohorts by age or by calendar month."""
    if along == "age":
        return by_age[cohort_grain]
    return cohorts.by_calendar(cube, cohort_grain=cohort_grain, last_month=info.last_complete_month)


def draw_cards() -> None:
    """The figures of a customer's first year, averaged over the cohorts that have reached it."""
    age = formats.months(at["age_months"])
    month = _("Active, month {n}").format(n=formats.whole(at["age_months"]))
    money = _("{value}, {age}").format(value=value_word(capital=True), age=age)
    row = [
        ui.Card("median_stay", formats.months(stay["median_months"])),
        ui.Card("share_in_base", formats.percent(at["share_in_base"]), label=_("In the base, {age}").format(age=age)),
        ui.Card("share_active", formats.percent(at["share_active"]), label=month),
        ui.Card("value_per_acquired", formats.money(value, info.currency or ""), label=money),
    ]
    if at["age_months"] == 0:  # nothing of the months after the first purchase has been seen
        row = row[-1:]
    if bought:
        label = _("Bought again, {n} weeks").format(n=formats.whole(bought["weeks"]))
        row.insert(0, ui.Card("bought_again", formats.percent(bought["share"]), label=label))
    ui.cards(row)


def draw_retention() -> None:
    """Heat map and curves of one measure, aligned by age or by calendar."""
    along, measure = chosen("align", ALIGNMENTS), chosen("kept", MEASURES)
    share = f"share_{measure}"
    kept = {"measure": share, "share": at[share], "age_months": at["age_months"], **lapse}
    finding = lifecycle_texts.title("kept", kept)
    ui.section(finding, note=lifecycle_texts.detail("kept", kept))
    with st.container(horizontal=True, gap="medium", key="lifecycle_choices"):
        option("kept", _("What is counted"), MEASURES)
        option("align", _("Cohorts side by side"), ALIGNMENTS)
    left, right = st.columns(2, gap="large")
    with left:
        draw_heatmap(measure, along, finding)
    with right:
        draw_curves(share, along, finding)


def draw_heatmap(measure: str, along: str, finding: str) -> None:
    """Every cohort of the chosen grain, and the cells as a table."""
    share, by = f"share_{measure}", {"age": "age_months", "calendar": "month"}[along]
    cells = aligned(grain, along)
    full = 1 if measure == "active" else lifecycle_texts.earliest_loss(lapse["lapse_days"]) + 1
    columns = {"cohort": name_of("cohort"), by: ui.words["age_months"] if along == "age" else _("Month")}
    columns |= {"acquired": _("Acquired"), measure: _(MEASURES[measure]), share: _("Share")}
    common = {"words": ui.words, "measure": share, "by": by, "full_cells": full, "mode": ui.mode()}
    ui.chart(
        ui.figure(
            "retention",
            lambda: figures.retention_heatmap(cells, cohort_grain=grain, **common),
            **filters,
            measure=measure,
            by=by,
        ),
        key="retention",
        alt=finding,
        data=lifecycle_money.named(cells.dropna(subset=[share]), grain),
        columns=columns,
        kinds={share: "rate", "acquired": "whole", measure: "whole", "month": "month"},
    )


def draw_curves(share: str, along: str, finding: str) -> None:
    """As many lines as can be told apart, with the average by age."""
    by, mean = ("age_months", average) if along == "age" else ("month", None)
    columns = {"age_months": ui.words["age_months"], "cohorts": _("Cohorts"), "acquired": _("Customers")}
    common = {"words": ui.words, "measure": share, "by": by, "mode": ui.mode()}
    ui.chart(
        ui.figure(
            "retention_curves",
            lambda: figures.retention_curves(aligned(line_grain, along), mean, cohort_grain=line_grain, **common),
            **filters,
            measure=share,
            by=by,
        ),
        key="retention_curves",
        alt=finding,
        data=mean,
        columns=columns | {share: ui.words["average"]},
        kinds={share: "rate", "acquired": "whole"},
    )
    if line_grain != grain:
        ui.aside(_("More than {n} lines could not be told apart: these are coarser cohorts.").format(n=MOST_LINES))


info = ui.build_info()
filters = ui.filters()
grain = filters["grain"]
cube = ui.query("cohort_cells", **filters)
ui.caption()
ui.stop_when_empty(
    cube.empty and ui.is_filtered(),
    title=_("No customers match these filters"),
    reason=_("No customer of this choice was acquired in a month that has ended. Widen the filters."),
)
ui.stop_when_empty(
    cube.empty,
    title=_("Too early to tell how long customers stay"),
    reason=_("Nobody was acquired in a month that has ended by the as-of date."),
)
line_grain = cohorts.readable_grain(cube, chosen=grain, most=MOST_LINES)
money_grain = lifecycle_money.cohort_grain(cube, chosen=grain)
by_age = {
    each: lifecycle.retention(cube, cohort_grain=each, last_month=info.last_complete_month)
    for each in {"month", "year", grain, line_grain, money_grain}
}
months, years = by_age["month"], by_age["year"]
average = lifecycle.average_curve(months, smallest=SMALLEST if cube["acquired"].sum() >= SMALLEST else 1)
is_fair = average["acquired"] >= lifecycle_stays.FAIR_PART * cube["acquired"].sum()
at = average[is_fair & (average["age_months"] <= AGE_MONTHS)].iloc[-1]
value = cohorts.average_value(months, measure=info.value_kind, age_months=int(at["age_months"]))

is_contract = "contract" in (info.lines, filters["line"])
lapse = {"lapse_days": None if is_contract else info.lapse_days, "has_contracts": info.lines == "both"}
stays = lifecycle_stays.curves("lifetime_by_age", age="age_months", ended="ended", filters=filters)
stay = lifecycle_stays.stay_facts(stays[0]) | lapse
waits = (pd.DataFrame(), pd.DataFrame())
if not is_contract:
    waits = lifecycle_stays.curves("second_purchase_by_week", age="weeks", ended="bought", filters=filters)
bought = lifecycle_stays.again_facts(waits[0], cube) if len(waits[0]) else {}

comparable = years[years["cohort_start"] > years["cohort_start"].min()] if info.old_customers_possible else years
facts = {"change": cohorts.cohort_change(comparable, age_months=AGE_MONTHS), "stay": stay, **bought}
ui.headline(lifecycle_texts.title("lifecycle", facts))
is_list = warehouse.is_list()  # of one day only: its cohorts have no course
if not is_list:
    ui.note(lifecycle_texts.detail("lifecycle", facts))
if info.old_customers_possible and not is_list:
    ui.note(_("The data may begin in the middle of the business: the first cohorts may hold older customers."))
if not is_list:
    draw_cards()
    draw_retention()
lifecycle_stays.draw_stays(*stays, stay, filters)
lifecycle_segments.draw(filters)
if is_list:
    ui.definitions("median_stay", "share_staying", "hazard", "interval_km", "base")
    st.stop()
lifecycle_stays.draw_second_purchase(*waits, bought | {"is_contract": is_contract}, filters)
reached = {"value": value, "age_months": int(at["age_months"])}
lifecycle_money.draw_value(by_age[money_grain], grain=money_grain, reached=reached, filters=filters)
lifecycle_money.draw_stack(cube, grain=money_grain, filters=filters)
codes = ("cohort", "share_in_base", "share_active", "median_stay", "share_staying", "hazard", "bought_again")
ui.definitions(*codes, "value_per_acquired", "interval_km", "base", "lapse_days", "burn_in")
