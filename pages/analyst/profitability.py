"""Profitability tiers of one year: who makes the profit, who costs more than is earned, and what to do with each."""

import pandas as pd
import streamlit as st

import ui
from analytics import audit, figures, tiers
from ui import audit_texts, page_options, tier_texts
from ui.i18n import _
from ui.page_list import DIMENSIONS


def profit_groups() -> pd.DataFrame:
    """The finest groups of customers by profit: exact hundredths without filters, bins of margin under them."""
    if any(filters[name] for name in DIMENSIONS):
        return bins
    return ui.read("concentration", measure="profit", scope="year", scope_value=year)


def draw_tiers() -> None:
    """The tiers as a table, and what to do with each."""
    shown = made.table.assign(name=[_(tier_texts.NAMES[tier]) for tier in made.table["tier"]])
    columns = {
        "name": _("Tier"),
        "customers": _("Customers"),
        "customer_share": _("Share of customers"),
        "margin": _("Margin"),
        "service_cost": _("Cost to serve"),
        "cost_rate": _("Cost to serve / margin"),
        "profit": _("Profit"),
        "profit_share": _("Share of profit"),
        "profit_per_customer": _("Profit per customer"),
    }
    kinds = dict.fromkeys(("margin", "service_cost", "profit", "profit_per_customer"), "money")
    kinds |= dict.fromkeys(("customer_share", "cost_rate", "profit_share"), "rate") | {"customers": "whole"}
    ui.section(_("Keep the first, grow the second, serve the third cheaply"))
    ui.table(shown, key="tiers", columns=columns, kinds=kinds, alt=title)
    ui.aside(tier_texts.rules(made.high_from, float(made.table["customer_share"].iloc[0])))
    for tier in tiers.TIERS:
        text = tier_texts.action(tier, made.table)
        if text:
            ui.note(f"**{_(tier_texts.NAMES[tier])}** — {text}")


def draw_curve() -> None:
    """The whale curve, with its exact top."""
    if not bins["profit"].sum() > 0:
        ui.empty(_("All customers together made no profit in this year, so there is nothing to share out."))
        return
    curve = tiers.whale_curve(profit_groups())
    finding = _("Without the customers who cost more than they bring, profit would be {share} of what it is").format(
        share=ui.words["format_percent"](top["value_share"])
    )
    ui.section(finding)
    drawn = ui.figure(
        "whale_curve",
        lambda: figures.whale_curve(curve, peak=top, words=ui.words, mode=ui.mode()),
        **filters,
        year=year,
    )
    columns = {"customer_share": ui.words["profit_customer_share"], "value_share": ui.words["profit_share"]}
    kinds = dict.fromkeys(columns, "rate")
    ui.chart(drawn, key="whale_curve", alt=finding, data=curve, columns=columns, kinds=kinds)


info = ui.build_info()
filters = ui.filters()
by_bin = ui.query("audit_years", **filters)
ui.caption()
ui.stop_when_empty(
    by_bin.empty,
    title=_("No customers match these filters"),
    reason=_("Nobody of this choice has bought anything. Widen the filters."),
)
if info.margin_source == "none" or not (by_bin["service_cost"] != 0).any():
    ui.headline(_("Profitability tiers need the cost to serve, which these data do not have"))
    ui.empty(tier_texts.missing(has_margin=info.margin_source != "none"))
    ui.page_link("bring-data", _("Bring the data that are missing"))
    ui.page_link("audit")
    st.stop()
calendar = ui.read("period", grain="year")
cut = {str(row.period_start.year): row.period_end for row in calendar.itertuples() if row.is_incomplete}
years = [str(each) for each in sorted({start.year for start in by_bin["year_start"]}, reverse=True)]
usual = next((name for name in years if name not in cut), years[0])
year = page_options.chosen("year", years, usual)
bins = by_bin[by_bin["year_start"].dt.year == int(year)]
bins = bins.astype(dict.fromkeys(audit.MEASURES, float))
made, top = tiers.tiers(bins), tiers.peak(bins)
title = tier_texts.title(made.table, audit_texts.year_name(year, cut))
ui.headline(title)
ui.note(tier_texts.detail(made.table))
page_options.segmented("year", _("Year"), years, default=usual, show=lambda each: audit_texts.year_name(each, cut))
draw_tiers()
draw_curve()
ui.page_link("audit")
ui.definitions("margin", "customers", "incomplete")
