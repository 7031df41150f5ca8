"""Parts of the CLV page: by segment, iso-value curves, models side by side, new and existing customers."""

import json

import streamlit as st

from analytics import figures, iso_value
from analytics import segments as segment_values
from ui import charts, clv_texts, code_texts, filter_values, page_options, scored, warehouse
from ui.blocks import aside, empty, note, of_all, section
from ui.chart_words import words
from ui.definitions import meaning_of, name_of
from ui.i18n import _
from ui.page_list import DIMENSIONS

MONTHS_OF_NEW = 24


def draw_segments(filters: dict) -> None:
    """Value of one customer by the values of a dimension, with 80 % intervals."""
    offered = filter_values.options()
    dimensions = [name for name in DIMENSIONS if offered.choices(name)]
    if not dimensions:
        return
    asked = page_options.chosen("by", dimensions, dimensions[0])
    params = {**filters, "dimension": asked}
    draws = warehouse.query("clv_segment_draws", **params)
    if scored.in_force():  # the draws value whole cells: of a part of their customers they say nothing
        draws = draws.iloc[:0]
    table = segment_values.with_intervals(warehouse.query("clv_segments", **params), draws)
    if table.empty:
        section(_("Value by segment"))
        page_options.segmented("by", _("By"), dimensions, default=dimensions[0], show=_dimension)
        empty(_("No model that gives intervals serves this choice; the reasons are below."))
        return
    code, told = segment_values.of_segments(table)
    finding = clv_texts.segments(code, told, lambda value: filter_values.show_value(asked, str(value)))
    interval = _no_interval() if scored.in_force() else meaning_of("equity_interval")
    section(finding, note=" ".join((_("The base on the as-of date."), interval)))
    page_options.segmented("by", _("By"), dimensions, default=dimensions[0], show=_dimension)
    table = table.assign(name=[filter_values.show_value(asked, str(value)) for value in table["value"]])
    drawn = charts.figure(
        "segment_intervals", lambda: figures.segment_intervals(table, words=words, mode=charts.mode()), **params
    )
    columns = {"name": _dimension(asked), "customers": _("Customers"), "each": words["value_each_36m"]}
    columns |= {} if scored.in_force() else {"low": _("From (80%)"), "high": _("To (80%)")}
    columns |= {"value_36m": _("Value of the base")}
    kinds = {"customers": "whole"} | dict.fromkeys(("each", "low", "high", "value_36m"), "money")
    charts.chart(drawn, key="segment_intervals", alt=finding, data=table, columns=columns, kinds=kinds)


def _no_interval() -> str:
    return _(
        "Without intervals: how wrong the parameters may be is known for whole groups, not for a segment by score."
    )


def _dimension(name: str) -> str:
    return _(filter_values.NAMES[name])


def draw_iso_value() -> None:
    """Iso-value curves over recency and frequency; nothing where no purchase model serves."""
    table = warehouse.read("iso_value")
    if table.empty:
        return
    finding = clv_texts.iso(iso_value.crossing(table))
    text = _("All cells share one age since the first purchase ({days}) and the mean spend; lines join equal values.")
    section(finding, note=of_all(text.format(days=words["format_days"](int(table["age_days"].iloc[0])))))
    drawn = charts.figure("iso_value", lambda: figures.iso_value_map(table, words=words, mode=charts.mode()))
    columns = {"frequency": words["repeats_so_far"], "last_gap_days": words["days_since_last"]}
    columns |= {code: name_of(code) for code in ("p_alive", "value_36m")}
    kinds = {"p_alive": "rate", "value_36m": "money"}
    charts.chart(drawn, key="iso_value", alt=finding, data=table, columns=columns, kinds=kinds)


def draw_models(serving: str) -> None:
    """What each fitted model says of the same base: alive, value over the horizon and without one."""
    rows = warehouse.read("residual_value")
    if rows.empty:
        return
    rows = rows.sort_values("value_36m", ascending=False, ignore_index=True)
    own = rows[rows["model"] == serving]
    text = " ".join((meaning_of("value_no_horizon"), _("Purchases only, without contracts.")))
    section(clv_texts.rivals(rows) if len(rows) > 1 else clv_texts.beyond(rows.iloc[0]), note=of_all(text))
    if len(own) and len(rows) > 1:
        note(clv_texts.beyond(own.iloc[0]))
    beyond = 1 - rows["value_36m"] / rows["value_no_horizon"]
    shown = rows.assign(
        name=[code_texts.text_of(code_texts.MODELS, code) for code in rows["model"]],
        beyond=beyond.clip(lower=0.0),
        use=[_("sets the values") if model == serving else "" for model in rows["model"]],
    )
    columns = {
        "name": _("Model"),
        "use": _("Use"),
        "mean_p_alive": _("Mean P(alive), base"),
        "value_36m": name_of("value_36m"),
    }
    columns |= {"value_no_horizon": name_of("value_no_horizon"), "beyond": _("Beyond the horizon")}
    kinds = {"mean_p_alive": "rate", "beyond": "rate", "value_36m": "money", "value_no_horizon": "money"}
    charts.table(
        shown, key="models_beside", columns=columns, kinds=kinds, alt=_("The base under each model"), whole=True
    )


def draw_outlook() -> None:
    """Renewals still to come of running contracts, by renewals made."""
    rows = warehouse.read("renewal_outlook", order_by=("term_months", "renewals_made"))
    if rows.empty:
        return
    section(clv_texts.outlook(rows), note=of_all(meaning_of("renewals_to_come")))
    shown = rows.assign(
        name=[code_texts.text_of(code_texts.MODELS, code) for code in rows["model"]],
        term=[words["format_months"](term) for term in rows["term_months"]],
    )
    columns = {"term": _("Term"), "renewals_made": _("Renewals made"), "contracts": _("Running contracts")}
    columns |= {"renewal_rate": _("Chance of the next renewal"), "renewals_to_come": name_of("renewals_to_come")}
    columns |= {"name": _("Model")}
    kinds = {"renewal_rate": "rate", "renewals_to_come": "decimal"}
    charts.table(shown, key="renewal_outlook", columns=columns, kinds=kinds, alt=_("Renewals still to come"))


def draw_new_and_existing(filters: dict) -> None:
    """An existing customer beside a new one, and the rule for purchases that brought a loss."""
    if scored.in_force():
        aside(
            _(
                "Existing customers are set beside new ones only without a segment by score, since new ones have no scores."
            )
        )
        return
    base = warehouse.query("equity_base_today", **filters).iloc[0]
    new = warehouse.read("new_value", scenario="now").set_index("kind")["future_value"]
    if base["customers"] and base["customers"] > 0 and len(new):
        came = warehouse.query("acquired_by_month", **filters).iloc[-MONTHS_OF_NEW:]
        by_shop = float((came["acquired"] - came["by_contract"]).sum()) if len(came) else 0.0
        first = float(came["first_margin"].sum()) / by_shop if by_shop else None
        note(clv_texts.new_and_existing(float(base["value_36m"]) / float(base["customers"]), new.to_dict(), first))
    st.caption(clv_texts.negative_rule(_left_out()))


def _left_out() -> int:
    notes = warehouse.read("model_note", code="negative_mean_values_excluded")
    figures_of = [json.loads(text) for text in notes["figures"] if text]
    return int(figures_of[0].get("excluded", 0)) if figures_of else 0
