"""Customer-base audit: how customers differ, what changed between two years, how cohorts do, and the whole in words."""

import pandas as pd
import streamlit as st

import ui
from analytics import audit, concentration, figures, lifecycle, tiers
from ui import audit_cohorts, audit_texts, page_options
from ui.audit_texts import WHOLE_LOG
from ui.definitions import value_word
from ui.i18n import _
from ui.page_list import DIMENSIONS


def hundredths_of(year: str) -> pd.DataFrame | None:
    """Hundredths of the customers of a year, exact; None where a filter is on, as hundredths do not add up."""
    if any(filters[name] for name in DIMENSIONS):
        return None
    scope = {"scope": "all"} if year == WHOLE_LOG else {"scope": "year", "scope_value": year}
    rows = ui.read("concentration", measure=info.value_kind, **scope)
    return rows.astype(dict.fromkeys(audit.MEASURES, float))


def bins_of(year: str) -> pd.DataFrame:
    """Bins of the value of one year under the filters."""
    return by_bin[by_bin["year_start"].dt.year == int(year)]


def top_share(year: str, share: float) -> tuple[float | None, float]:
    """Share of the value that the best hold, and what may be wrong with it; None where there is nothing to share."""
    exact = hundredths_of(year)
    if (bins_of(year) if exact is None else exact)["customers"].sum() * share < 1:
        return None, 0.0  # not one whole customer: there is no such part
    try:
        if exact is not None:
            audit.lorenz_of_hundredths(exact, value="margin")
            return audit.top_share_of_hundredths(exact, share, value="margin"), 0.0
        bounded = concentration.top_share_from_bins(bins_of(year), share, value="margin")
    except ValueError:
        return None, 0.0
    return bounded.share, bounded.error


def draw_spread() -> None:
    """Question 1: Lorenz curve and tenths of one year."""
    if ten is None:
        return
    twenty, error_20 = top_share(year, 0.2)
    title, note = audit_texts.spread(ten, twenty, error=max(error, error_20))
    ui.section(title, note=note)
    exact = hundredths_of(year)
    tenths = audit.tenths_of_bins(bins_of(year)) if exact is None else audit.tenths_of_hundredths(exact)
    left, right = st.columns([1, 2], gap="large")
    with left:
        curve = (
            concentration.lorenz_from_bins(bins_of(year), value="margin")
            if exact is None
            else audit.lorenz_of_hundredths(exact, value="margin")
        )
        drawn = ui.figure(
            "audit_lorenz", lambda: figures.lorenz(curve, words=ui.words, mode=ui.mode()), **filters, year=year
        )
        ui.chart(drawn, key="audit_lorenz", alt=title)
    with right:
        ui.note(audit_texts.best_tenth(audit.against_average(tenths)))
        audit_cohorts.draw_factors(tenths, by={"part": _("Tenth")}, key="tenths", alt=title)
        ui.aside(
            audit_texts.identity(
                has_margin=info.value_kind == "margin", has_contracts=info.lines in ("both", "contract")
            )
        )


def draw_change() -> None:
    """Question 2: the bridge from the year before, marked where one of the two is cut short."""
    if year == WHOLE_LOG or lines is None:
        named = _("all years") if year == WHOLE_LOG else year
        ui.section(_("There is no year before to compare {year} with").format(year=named))
        later = [name for name in years if name != WHOLE_LOG and str(int(name) - 1) in years]
        if later:
            ui.empty(_("Choose one of these years above: {years}.").format(years=", ".join(later)))
        return
    partly = {name: cut[name] for name in (str(int(year) - 1), year) if name in cut}
    title = audit_texts.unlike(year) if partly else audit_texts.changed(lines, year=year)
    ui.section(title)
    if partly:
        ui.warn(audit_texts.cut_short(partly))
    said = audit_texts.bridge_words(int(year) - 1, int(year), is_profit=has_cost)
    drawn = ui.figure(
        "audit_bridge", lambda: figures.waterfall(lines, words=said, mode=ui.mode()), **filters, year=year
    )
    amount = _("Profit") if has_cost else value_word(capital=True)
    ui.chart(
        drawn,
        key="audit_bridge",
        alt=title,
        data=lines.assign(line=[said[code] for code in lines["code"]]),
        columns={"line": _("Change"), "customers": _("Customers"), "amount": amount},
        kinds={"customers": "whole", "amount": "money"},
    )
    if has_cost:
        ui.aside(_("Lines of customers are margins; the cost to serve of all of them is one line. Totals are profit."))


info = ui.build_info()
filters = ui.filters()
by_bin = ui.query("audit_years", **filters)
ui.caption()
ui.stop_when_empty(
    by_bin.empty,
    title=_("No customers match these filters"),
    reason=_("Nobody of this choice has bought anything. Widen the filters."),
)
calendar = ui.read("period", grain="year").sort_values("period_start")
cut = {
    str(row.period_start.year): (row.period_start, row.period_end) for row in calendar.itertuples() if row.is_incomplete
}
if cut.get(str(info.log_start.year)):
    start, end = cut[str(info.log_start.year)]
    cut[str(info.log_start.year)] = (max(start, pd.Timestamp(info.log_start)), end)
years = [str(each) for each in sorted({start.year for start in by_bin["year_start"]}, reverse=True)]
whole = {int(name) for name in years if name not in cut}
usual = str(max(whole)) if whole else years[0]
if hundredths_of(WHOLE_LOG) is not None:
    years.append(WHOLE_LOG)
year = page_options.chosen("year", years, usual)

totals = by_bin.groupby(by_bin["year_start"].dt.year)[list(audit.MEASURES)].sum()
has_cost = bool((totals["service_cost"] != 0).any())
changes = ui.query("audit_changes", **filters)
lines = None
if year != WHOLE_LOG and int(year) - 1 in totals.index:
    costs = totals["service_cost"]
    lines = audit.bridge(
        changes[changes["year_start"].dt.year == int(year)],
        cost_before=float(costs.get(int(year) - 1, 0)),
        cost_after=float(costs.get(int(year), 0)),
    )
by_cohort = ui.query("audit_cohort_years", **filters)
cells = ui.query("cohort_cells", **{**filters, "line": "all"})
kept = lifecycle.retention(cells, cohort_grain="year", last_month=info.last_complete_month)
ages = audit.at_ages(lifecycle.cumulative_value(kept, measure=info.value_kind))
ages = audit.with_next_year(ages, by_cohort, whole=whole)

ten, error = top_share(year, 0.1)
facts = {"year": year, "top_now": ten, "change": None, "by": {}, "is_cut": year in cut}
everything = hundredths_of(WHOLE_LOG) if year == WHOLE_LOG else bins_of(year)
facts |= everything[list(audit.MEASURES)].sum().to_dict()
if lines is not None and {int(year) - 1, int(year)} <= whole:
    by = lines.set_index("code")["amount"]
    margins = totals["margin"]
    facts |= {"change": float(margins[int(year)] / margins[int(year) - 1] - 1), "by": by.to_dict()}
    facts["top_before"] = top_share(str(int(year) - 1), 0.1)[0]
facts["cohorts"] = audit.oldest_and_newest(ages)
if has_cost and year != WHOLE_LOG:
    facts |= {name: tiers.peak(everything)[name] for name in ("unprofitable", "loss")}
ui.headline(audit_texts.headline(year, top_share=ten, change=facts["change"], by=facts["by"], is_cut=year in cut))
ui.note(audit_texts.health(facts))
if info.old_customers_possible:
    ui.note(_("The data may begin in the middle of the business: the first cohorts may hold older customers."))
page_options.segmented("year", _("Year"), years, default=usual, show=lambda each: audit_texts.year_name(each, cut))
draw_spread()
draw_change()
audit_cohorts.draw_differences(ages)
audit_cohorts.draw_one(by_cohort, whole=whole, cut_short=cut)
with st.container(horizontal=True, gap="medium"):
    for page in ("profitability", "channels", "stages", "health"):
        ui.page_link(page)
ui.definitions("customers", "cohort", "value_per_acquired", "incomplete")
