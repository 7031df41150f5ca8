"""The look forward: where the base goes on this course, what levers would change, and how good such forecasts have been."""

import pandas as pd
import streamlit as st

import ui
from analytics import forecast_review, forecast_scenario
from analytics.figures import base_ahead, then_and_now
from ui import forecast_slice, forecast_texts, formats, scenario_effects, scenario_kept, scenario_levers
from ui.definitions import name_of
from ui.i18n import _

YEARS_BEHIND = 5


def figures_of_course() -> list[tuple[str, str, str, str | None]]:
    """(code, value, value with interval, change against today) of each figure of the course."""
    found = []
    for number, code in ((1, "outlook_base_1"), (2, "outlook_base_2")):
        at = ahead.iloc[number * year - 1]
        change = formats.signed_percent(at["base"] / part.base - 1) if part.base > 0 else None
        ends = forecast_texts.with_interval(at["base"], at["low"], at["high"])
        found.append((code, formats.short(round(at["base"])), ends, change))
    for measure in ("acquired", "lost", *(["won_back"] if part.has_ages else [])):
        total, low, high = forecast_review.by_year(now, measure, year=year)
        ends = forecast_texts.with_interval(total, low, high)
        found.append((f"outlook_{measure}", formats.short(round(total)), ends, None))
    total, low, high = forecast_review.by_year(now, "margin", year=year)
    if total:
        money = formats.money(total, info.currency or "")
        found.append(("outlook_margin", money, scenario_effects.money_between(total, low, high), None))
    return found


def draw_figures() -> None:
    """The figures of the course with their intervals."""
    found = [(name_of(code), ends, change or "") for code, _value, ends, change in figures_of_course()]
    table = pd.DataFrame(found, columns=["figure", "value", "change"])
    columns = {"figure": _("Figure"), "value": _("Forecast (80% interval)"), "change": _("Against today")}
    ui.table(table, key="outlook_figures", columns=columns, alt=_("The course in figures"), whole=True)


def draw_months() -> None:
    """The course step by step, with what is due to whom."""
    shown = ahead.assign(period=[formats.period(day, grain) for day in ahead["period_start"]])
    names = ["base", "low", "high", "acquired", "lost", *(["won_back"] if part.has_ages else [])]
    shown[names] = shown[names].round()
    columns = {"period": _("Period"), "base": _("Base"), "low": _("Low"), "high": _("High")}
    columns |= {name: forecast_texts.name_of_measure(name) for name in (*names[3:], "margin")}
    kinds = {**dict.fromkeys(names, "whole"), "margin": "money"}
    with st.expander(_("The course period by period"), icon=":material/table_rows:"):
        ui.table(shown, key="outlook_periods", columns=columns, kinds=kinds, alt=_("The course period by period"))


def draw_year_ago() -> None:
    """What this page would have said a year ago, what came, and why it differed."""
    made = rows[rows["made_on"] < rows["made_on"].max()]
    first = made[made["step"] <= year]
    opening = past.loc[past["period_start"] == first["made_on"].min(), "closing"]
    found = forecast_review.review(first, opening=float(opening.iloc[0])) if len(opening) else None
    if found is None:
        ui.section(_("A year ago no forecast could be made yet"))
        ui.empty(
            _("The history was too short then. From the next builds on, this part shows what was said and what came.")
        )
        return
    when = formats.period(first["period_start"].max(), grain)
    finding = forecast_texts.said_and_came(found, when=when)
    ui.section(finding)
    base = first[first["measure"] == "base"].sort_values("step")
    seen = past.iloc[-3 * year :]
    ui.chart(then_and_now(seen, base, words=ui.words, grain=grain, mode=ui.mode()), key="year_ago", alt=finding)
    ui.note(forecast_texts.why_it_differed(found))


def draw_errors() -> None:
    """Past errors of the forecast beside the naive ones, by how far ahead."""
    ui.section(_("How wrong such forecasts have been"), note=ui.definition_of("outlook_error"))
    table = errors[errors["forecasts"] > 0].copy()
    table = table[(table["measure"] != "won_back") | part.has_ages]
    table["ahead"] = [formats.months(step * 12 // year) for step in table["step"]]
    table["name"] = table["measure"].map(forecast_texts.name_of_measure)
    wide = table.pivot(index=["measure", "step", "name", "ahead"], columns="method", values="mean_share").reset_index()
    used = table[table["method"] == "used"].set_index(["measure", "step"])
    keys = pd.MultiIndex.from_frame(wide[["measure", "step"]])
    wide = wide.assign(**{name: used[name].reindex(keys).to_numpy() for name in ("forecasts", "coverage")})
    order = {name: place for place, name in enumerate(("base", "acquired", "lost", "won_back", "margin"))}
    wide = wide.sort_values("step").sort_values("measure", key=lambda names: names.map(order), kind="stable")
    columns = {"name": _("Figure"), "ahead": _("Ahead"), "used": forecast_texts.method("used")}
    columns |= {code: forecast_texts.method(code) for code in forecast_texts.NAIVE}
    columns |= {"coverage": _("80% intervals held"), "forecasts": _("Forecasts judged")}
    kinds = {**dict.fromkeys(("used", *forecast_texts.NAIVE, "coverage"), "rate"), "forecasts": "whole"}
    ui.table(wide, key="outlook_errors", columns=columns, kinds=kinds, alt=_("Past errors by horizon"))


info = ui.build_info()
filters = ui.filters()
grain = ui.finest_grain()
year = {"month": 12, "quarter": 4, "year": 1}[grain]
ui.caption(_("forecast at the build, checked on its own past"))
chosen = forecast_slice.of(filters)
ui.stop_when_empty(
    chosen is None,
    title=_("Choose one value of one dimension, or the whole"),
    reason=_(
        "Each forecast is made and checked for the whole, for each relationship, and for each single value of a dimension. "
        "Several at once have no checked forecast: their intervals do not add up."
    ),
)
rows = ui.read("forecast", **chosen)
if rows.empty:
    ui.headline(_("These data do not carry a forecast yet"))
    ui.empty(forecast_texts.refused(*forecast_slice.observed(grain, year)))
    ui.page_link("acquisition-churn", _("See what was"))
    ui.page_link("five-numbers", _("Project a base from five numbers instead"))
    ui.definitions("base", "burn_in")
    st.stop()

now = rows[rows["made_on"] == rows["made_on"].max()]
past = forecast_slice.history({**filters, "grain": grain}, until=now["made_on"].max())
ahead = forecast_review.wide(now)
errors = ui.read("forecast_error", **chosen)
part = forecast_scenario.slice_of(ui.read("forecast_state", **chosen), ui.read("forecast_course", **chosen), year=year)
when = formats.period(ahead["period_start"].iloc[year - 1], grain)

top = st.container()
picture = st.container()
ui.section(_("What if?"), note=ui.definition_of("outlook_levers"))
levers = scenario_levers.draw(part)
scenario_levers.draw_buttons(part, levers)
kept = scenario_kept.kept()
with_names = [(row["name"], scenario_kept.levers_of(row)) for row in scenario_kept.compared(kept)]
if not levers.are_neutral:
    with_names = [(_("These changes"), levers), *with_names]
course = forecast_scenario.carried(part, forecast_scenario.Levers())
scenarios = [(name, forecast_scenario.carried(part, each)) for name, each in with_names]
paths = [(name, scenario_effects.table_of(each, ahead["period_start"])) for name, each in scenarios]

course_finding = forecast_texts.finding(part.base, ahead.iloc[year - 1], grain=grain)
finding = course_finding
if not levers.are_neutral:
    finding = forecast_texts.finding_of_levers(course.base[year - 1], scenarios[0][1].base[year - 1], when=when)
with top:
    ui.headline(finding)
    if not levers.are_neutral:
        ui.note(course_finding)
    base_rows = now[now["measure"] == "base"]
    ui.note(forecast_texts.how_good(errors, str(base_rows["method"].iloc[0]), year=year))
with picture:
    ui.cards(
        [
            ui.Card(code, value, label=forecast_texts.card_label(code))
            for code, value, _ends, _change in figures_of_course()
        ]
    )
    ui.chart(
        base_ahead(past.iloc[-YEARS_BEHIND * year :], ahead, paths, words=ui.words, grain=grain, mode=ui.mode()),
        key="outlook",
        alt=finding,
    )
scenario_effects.draw(course, scenarios, year=year, filters=filters)
scenario_kept.draw(levers, kept)
ui.section(_("On this course, in figures"))
draw_figures()
draw_months()
draw_year_ago()
draw_errors()
ui.definitions(
    "base", "acquired", "lost", "won_back", "outlook_base_1", "outlook_acquired", "outlook_margin", "outlook_interval",
    "outlook_error", "outlook_levers", "outlook_equity",
)  # fmt: skip
