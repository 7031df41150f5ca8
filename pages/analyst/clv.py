"""Customer value: how it is spread, how far the model can be trusted, and who the most valuable customers are."""

import pandas as pd
import streamlit as st

import ui
from analytics import concentration, figures
from ui import access, address, clv_parts, code_texts, customer_lookup, formats, model_notes, model_tables
from ui.definitions import name_of
from ui.i18n import _

TOP = 0.20
ROWS_A_PAGE = 25


def draw_value(bins: pd.DataFrame, finding: str) -> None:
    """How the expected value is spread over the customers."""
    ui.chart(
        ui.figure("values", lambda: figures.value_histogram(bins, words=ui.words, mode=ui.mode()), **filters),
        key="value_histogram",
        alt=finding,
        data=bins[bins["customers"] > 0],
        columns={
            "low": _("From"),
            "high": _("To"),
            "customers": _("Customers"),
            "customers_in_base": _("In the base"),
            "value_36m": name_of("value_36m"),
        },
        kinds={"low": "money", "high": "money", "value_36m": "money"},
    )


def draw_check(card: pd.DataFrame, notes: pd.DataFrame) -> None:
    """The model on time it had not seen, beside the naive forecasts."""
    ui.section(_("Can the forecast be trusted?"), note=ui.of_all(ui.definition_of("holdout")))
    for icon, text in model_notes.sentences(notes):
        st.markdown(f"{icon} {text}")
    errors = model_tables.errors(card)
    model_tables.draw_errors(card)
    if errors.empty:
        return
    tracking, by_frequency = ui.read("holdout_tracking"), ui.read("holdout_by_frequency")
    by_frequency = by_frequency[by_frequency["model"].isin(tracking["model"].unique())]
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**{title}**".format(title=_("Repeat purchases, added up by week")))
        if tracking.empty:
            ui.empty(_("No weeks to draw."))
        else:
            ui.chart(
                ui.figure("tracking", lambda: figures.holdout_tracking(tracking, words=ui.words, mode=ui.mode())),
                key="holdout_tracking",
                alt=_("Repeat purchases added up by week: bought, forecast by the model, and naive forecast"),
                data=model_tables.with_names(tracking),
                columns={
                    "name": _("Forecast"),
                    "week_end": _("Week to"),
                    "cumulative": _("Repeat purchases, added up"),
                },
            )
    with right:
        st.markdown("**{title}**".format(title=_("Holdout purchases by earlier repeat purchases")))
        if by_frequency.empty:
            ui.empty(_("No customers to compare."))
        else:
            ui.chart(
                ui.figure("means", lambda: figures.conditional_means(by_frequency, words=ui.words, mode=ui.mode())),
                key="conditional_means",
                alt=_("Mean purchases in the holdout by earlier repeat purchases: bought, model, naive"),
                data=model_tables.with_names(by_frequency),
                columns={
                    "name": _("Forecast"),
                    "frequency_class": _("Repeat purchases before"),
                    "customers": _("Customers"),
                    "mean_purchases": _("Purchases per customer in the holdout"),
                },
            )


def draw_top(filters: dict, scored: int) -> None:
    """The most valuable customers by pages; a row that is picked is looked up below."""
    ui.section(_("The most valuable customers"), how=_("Pick a row to see the customer."))
    pages = max(1, -(-scored // ROWS_A_PAGE))
    page = st.number_input(_("Page"), 1, pages, key="top_page", width=140) if pages > 1 else 1
    rows = ui.query("top_customers", **filters, rows=ROWS_A_PAGE, skip=(page - 1) * ROWS_A_PAGE)
    rows = rows.assign(customer_id=rows["customer_id"].map(access.personal))
    columns = {"customer_key": _("Key"), "customer_id": _("Customer id")}
    codes = ("value_36m", "value_at_risk", "past_12m_value", "p_leave", "p_alive")
    columns |= customer_lookup.names_of_known(rows, (*codes, "expected_purchases_12m", "frequency", "last_gap_days"))
    ui.table(
        rows,
        key=f"top_customers_{page}",
        columns=columns,
        kinds={"p_leave": "rate", "p_alive": "rate", "customer_key": "text", "expected_purchases_12m": "decimal"}
        | dict.fromkeys(("value_36m", "value_at_risk", "past_12m_value"), "money"),
        alt=_("Customers with the highest expected value"),
        on_pick=lambda position: address.choose("customer", [str(rows["customer_key"].iloc[position])]),
    )
    customer_lookup.link_to_picked()


info = ui.build_info()
filters = ui.filters()
card, notes = ui.read("model_card"), ui.read("model_note")
bins = ui.query("value_distribution_bins", **filters)
totals = ui.query("customer_totals", **filters).iloc[0]
ui.caption(
    _("model: {model}").format(model=code_texts.text_of(code_texts.MODELS, info.purchase_model) or _("refused")),
)
has_value = not bins.empty and float(bins["value_36m"].sum()) > 0
if has_value:
    share = concentration.top_share_from_bins(bins, TOP, value="value_36m")
    finding = ui.sentence(("concentration", {"top": TOP, "share": share.share}))
    ui.headline(finding)
    total, customers = float(bins["value_36m"].sum()), float(bins["customers"].sum())
    alive = totals["mean_p_alive"]
    ui.cards(
        [
            *(
                []
                if filters["scored"]  # nobody out of the base is scored
                else [ui.Card("value_36m", formats.money(total, info.currency or ""), label=_("Value, all customers"))]
            ),
            ui.Card(
                "value_36m",
                formats.money(float(bins["value_36m_in_base"].sum()), info.currency or ""),
                label=_("Value of the base"),
            ),
            ui.Card("value_36m", formats.money(total / customers, info.currency or ""), label=_("Value per customer")),
            ui.Card("concentration", formats.percent(share.share, 0), label=_("Top 20% hold")),
            *(
                []
                if formats.is_missing(alive)
                else [ui.Card("p_alive", formats.percent(alive, 0), label=_("Mean P(alive)"))]
            ),
        ]
    )
else:
    ui.headline(_("No customer has an expected value here"))
    ui.empty(
        _("No customers match these filters.")
        if not totals["customers"]
        else _("None of these customers has one: their contracts have ended, or no model of their kind may serve.")
        if ui.is_filtered()
        else _("The models were refused for these data; the reasons are below.")
    )
    ui.lead_out()
if info.purchase_model == "naive":
    ui.warn(_("No purchase model beat the naive forecast, so these values are naive ones."))
if has_value:
    clv_parts.draw_new_and_existing(filters)
    draw_value(bins, finding)
    clv_parts.draw_segments(filters)
    clv_parts.draw_iso_value()
    clv_parts.draw_models(info.purchase_model or "")
    clv_parts.draw_outlook()
draw_check(card, notes)
ui.page_link("model-cards")
if has_value:
    draw_top(filters, int(totals["scored"]))
ui.definitions(
    "value_36m",
    "value_no_horizon",
    "interval_80",
    "equity_interval",
    "concentration",
    "p_alive",
    "p_leave",
    "naive_before",
    "mse",
    "correlation",
)
