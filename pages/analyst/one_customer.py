"""One customer: what was bought when, how likely the customer is still there, what is to come, grade and stage."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures
from ui import code_texts, customer_lookup, customer_texts, formats
from ui.definitions import name_of, value_word
from ui.i18n import _
from ui.stage_texts import NAMES as STAGES


def draw_cards(row: pd.Series, path: pd.DataFrame) -> None:
    """Value, risk, and what the past year brought."""
    currency = info.currency or ""
    grade = row["value_grade"] if not formats.is_missing(row["value_grade"]) else formats.MISSING
    ui.cards(
        [
            ui.Card("value_36m", formats.money(row["value_36m"], currency)),
            ui.Card(
                "p_leave", formats.percent(row["p_leave"], 0) if customer_texts.tells_risk(row) else formats.MISSING
            ),
            ui.Card("value_at_risk", formats.money(row["value_at_risk"], currency)),
            ui.Card("expected_purchases_12m", formats.decimal(row["expected_purchases_12m"], 1)),
            ui.Card("past_12m_value", formats.money(row["past_12m_value"], currency)),
            ui.Card("grade", str(grade)),
        ],
        key="customer",
    )


def absences_of(stays: pd.DataFrame) -> pd.DataFrame:
    """Times out of the base between the stays of all lines, the last one open to as_of: started_on, ended_on."""
    stays = stays[stays["line"] == "all"] if (stays["line"] == "all").any() else stays
    lost = stays[stays["lost_on"].notna()]
    back = stays["started_on"].shift(-1).loc[lost.index].fillna(pd.Timestamp(info.as_of))
    away = pd.DataFrame({"started_on": pd.to_datetime(lost["lost_on"]), "ended_on": pd.to_datetime(back)})
    return away[away["started_on"] < away["ended_on"]]


def draw_timeline(row: pd.Series) -> None:
    """What was bought month by month, and when the customer was out of the base."""
    months = ui.query("customer_months", customer_key=key)
    if months.empty:
        ui.section(_("Nothing brought yet"))
        ui.empty(_("No purchase and no fee of this customer lies before the last day of the data."))
        return
    months = months.assign(value=months[info.value_kind].astype("float64"), month=pd.to_datetime(months["month"]))
    absences = absences_of(ui.query("customer_stays", customer_key=key))
    finding = customer_texts.brought(row, months)
    ui.section(finding, note=_("{Value} by month.").format(Value=value_word(capital=True)))
    drawn = ui.figure(
        "customer_timeline",
        lambda: figures.customer_timeline(
            months, absences, as_of=pd.Timestamp(info.as_of), words=ui.words, mode=ui.mode()
        ),
        customer=key,
    )
    names = {"month": _("Month"), "purchase_days": _("Purchase days"), "value": value_word(capital=True)}
    kinds = {"month": "month", "purchase_days": "whole", "value": "money"}
    ui.chart(drawn, key="customer_timeline", alt=finding, data=months.iloc[::-1], columns=names, kinds=kinds)


def draw_path(row: pd.Series, path: pd.DataFrame) -> None:
    """P(alive), value and grade at the month ends that are kept."""
    if path.empty:
        ui.section(_("The last month ends"))
        ui.empty(
            _("No month end has passed since this customer came.")
            if row["has_shop"]
            else _("P(alive) is a figure about purchases; this customer has contracts only, which run or have ended.")
        )
        return
    finding = customer_texts.path_finding(path)
    model = code_texts.text_of(code_texts.MODELS, info.purchase_model) or _("no model")
    note = _("Each month end as known then, with the parameters of this build; model: {model}.").format(model=model)
    if row["has_contract"]:
        note = " ".join((note, _("Value of purchases only, without the contract.")))
    ui.section(finding, note=f"{note} {customer_texts.grades(path)}")
    shown = path.assign(stage=[_(STAGES[code]) if code in STAGES else formats.MISSING for code in path["stage"]])
    names = {"snapshot_on": _("Month end"), "stage": _("Stage"), "value_grade": name_of("grade")}
    names |= {code: name_of(code) for code in ("p_alive", "p_leave", "value_36m", "value_at_risk", "past_12m_value")}
    kinds = {"snapshot_on": "day", "p_alive": "rate", "p_leave": "rate"}
    kinds |= dict.fromkeys(("value_36m", "value_at_risk", "past_12m_value"), "money")
    if path["p_alive"].notna().any():
        drawn = ui.figure(
            "customer_path", lambda: figures.customer_path(path, words=ui.words, mode=ui.mode()), customer=key
        )
        ui.chart(drawn, key="customer_path", alt=finding, data=shown.iloc[::-1], columns=names, kinds=kinds)
        return
    ui.empty(_("Purchases of this customer have no model here, so there is no P(alive); grade and stage are below."))
    ui.table(shown.iloc[::-1], key="customer_path", columns=names, kinds=kinds, alt=finding, whole=True)


info = ui.build_info()
key = customer_lookup.key_asked()
row = customer_lookup.customer_of(key) if key is not None else None
ui.caption()
if row is None:
    ui.headline(_("Choose a customer") if key is None else _("There is no such customer"))
    if key is not None:
        ui.empty(
            _("No customer of this warehouse has the key {key}. Look one up, or pick one of the list.").format(
                key=ui.quoted(key)
            )
        )
    customer_lookup.draw_field()
    ui.section(_("The most valuable customers"), how=_("Pick a row to see the customer."))
    customer_lookup.draw_suggestions()
else:
    ui.headline(customer_texts.title(row))
    path = ui.query("customer_path", customer_key=key)
    path = path.assign(snapshot_on=pd.to_datetime(path["snapshot_on"]))
    ui.aside(customer_texts.facts(row, path))
    draw_cards(row, path)
    ui.note(customer_texts.interval(row))
    draw_timeline(row)
    draw_path(row, path)
    with st.expander(_("Look up another customer"), icon=":material/person_search:"):
        customer_lookup.draw_field()
for page in ("matrix", "clv"):
    ui.page_link(page)
ui.definitions("value_36m", "interval_80", "p_leave", "p_alive", "value_at_risk", "grade")
