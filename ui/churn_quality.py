"""How good the early warning is: in plain words first, then caught leavers, calibration, curves, cut and profit."""

from typing import Any

import pandas as pd
import streamlit as st

import ui
from analytics import figures
from analytics.churn import profit
from ui import churn_texts, formats, sentences
from ui.code_texts import text_of
from ui.i18n import _

RANK_METRICS = ("roc_auc", "pr_auc", "top_decile_lift", "brier", "log_loss", "calibration_ratio")
NAMES = {"brier": "brier_score"}  # of definitions, where a metric is called otherwise
BASELINES = ("gap_baseline", "p_alive_baseline")


def draw(serving: str, cut_row: pd.Series, *, reported_on, stake: float) -> None:
    """The whole section for the model that serves.

    cut_row : row of `churn_cut` at the chosen cut; stake : mean money at stake per customer of today's base, 0 if unknown
    """
    card = ui.read("churn_card").pivot(index="model", columns="metric", values="value")
    ui.section(finding(card, serving), note=ui.of_all(_said(cut_row, reported_on)))
    baseline = best_baseline(card)
    _pictures(serving, baseline if baseline != serving else "", cut_row)
    _candidates(card, serving)
    _confusion(cut_row)
    _profit(card.loc[serving], cut_row, stake)


def best_baseline(card: pd.DataFrame) -> str:
    """The baseline with the lower log loss; "" where there is none."""
    there = card.loc[[code for code in BASELINES if code in card.index], "log_loss"]
    return str(there.idxmin()) if len(there) else ""


def finding(card: pd.DataFrame, serving: str) -> str:
    """Who wins: the learnt warning or a plain baseline, by how much."""
    if serving in BASELINES:
        return _("A plain rule warns as well as any model here, so it serves: {model}").format(
            model=text_of(churn_texts.MODELS, serving)
        )
    lift = formats.decimal(card.loc[serving, "top_decile_lift"], 1)
    return _("Of the tenth with the highest risk, {n} × as many left as on average").format(n=lift)


def _said(row: pd.Series, reported_on) -> str:
    listed = row["listed_left"] + row["listed_stayed"]
    leavers = row["listed_left"] + row["missed_left"]
    everybody = leavers + row["listed_stayed"] + row["unlisted_stayed"]
    if not listed:
        return _("On {day} nobody would have been listed at this cut; {share} of all left.").format(
            day=formats.day(reported_on), share=formats.percent(leavers / everybody, 0)
        )
    return _(
        "Had the list been made on {day}, with what was known then: of {listed} customers on it {right} left, and it held "
        "{caught} of all leavers. Of all customers {average} left."
    ).format(
        day=formats.day(reported_on),
        listed=formats.whole(listed),
        right=formats.percent(row["listed_left"] / listed, 0),
        caught=formats.percent(row["listed_left"] / max(leavers, 1), 0),
        average=formats.percent(leavers / everybody, 0),
    )


def _pictures(serving: str, baseline: str, cut_row: pd.Series) -> None:
    curve, bins = ui.read("churn_curve"), ui.read("churn_calibration")
    listed = cut_row["listed_left"] + cut_row["listed_stayed"]
    listed_rate = listed / cut_row[["listed_left", "listed_stayed", "missed_left", "unlisted_stayed"]].sum()
    common: dict[str, Any] = {"words": ui.words, "mode": ui.mode(), "serving": serving}
    left, right = st.columns(2, gap="large")
    with left:
        made = figures.caught_curve(curve, baseline=baseline, listed_rate=listed_rate, **common)
        ui.chart(made, key="churn_caught", alt=_("Share of the leavers caught by lists of any length"))
    with right:
        ui.chart(
            figures.calibration(bins, **common),
            key="churn_calibration",
            alt=_("Chances given against shares that left"),
        )
        ui.aside(_("A dot a tenth of the customers: on the line, exactly as many left as was said; above it, more."))
    with st.expander(_("ROC and precision–recall curves"), icon=":material/show_chart:"):
        left, right = st.columns(2, gap="large")
        with left:
            made = figures.trade_off(curve, kind="roc", baseline=baseline, **common)
            ui.chart(made, key="churn_roc", alt=_("ROC curve"))
        with right:
            made = figures.trade_off(curve, kind="pr", baseline=baseline, **common)
            ui.chart(made, key="churn_pr", alt=_("Precision–recall curve"))


def _candidates(card: pd.DataFrame, serving: str) -> None:
    shown = card.reset_index().sort_values("log_loss", ignore_index=True)
    shown = shown.assign(
        name=[text_of(churn_texts.MODELS, code) for code in shown["model"]],
        serves=[_("serves") if code == serving else "" for code in shown["model"]],
    )
    columns = {"name": _("Candidate"), "serves": ""} | {
        code: ui.name_of(NAMES.get(code, code)) for code in RANK_METRICS
    }
    ui.table(
        shown, key="churn_candidates", columns=columns, kinds=dict.fromkeys(RANK_METRICS, "decimal"),
        alt=_("Candidates and their figures on the same later month"), whole=True,
    )  # fmt: skip
    average = formats.decimal(card["brier_of_average"].iloc[0], 3)
    ui.aside(
        _(
            "All candidates learnt from the same earlier months and were judged on the same later one. Giving everybody the "
            "average chance has a Brier score of {average}."
        ).format(average=average)
    )


def _confusion(row: pd.Series) -> None:
    table = pd.DataFrame(
        {
            "what": [_("Listed"), _("Not listed")],
            "left": [int(row["listed_left"]), int(row["missed_left"])],
            "stayed": [int(row["listed_stayed"]), int(row["unlisted_stayed"])],
        }
    )
    columns = {"what": _("At the chosen cut"), "left": _("Left"), "stayed": _("Stayed")}
    ui.table(table, key="churn_confusion", columns=columns, alt=_("Listed and not listed, left and stayed"), whole=True)


def _profit(best: pd.Series, row: pd.Series, stake: float) -> None:
    if not stake > 0:
        ui.note(_("What a campaign would earn is not stated: no model says what a customer is worth who stays."))
        return
    customers = row[["listed_left", "listed_stayed", "missed_left", "unlisted_stayed"]].sum()
    at_cut = profit.profit_at_cut(
        row["listed_left"], row["listed_stayed"], customers=customers, value=stake,
        offer_cost=stake * profit.OFFER_SHARE, contact_cost=stake * profit.CONTACT_SHARE,
    )  # fmt: skip
    ui.note(
        _(
            "**What a campaign could earn**: at this cut {at_cut} per customer of the base; at best {best}, with {share} of the "
            "base contacted (expected maximum profit). Assumed, not measured: {accepts} of the leavers who get the offer stay, "
            "the offer costs {offer} and a contact {contact}, a customer who stays is worth {stake} more."
        ).format(
            at_cut=sentences.money(at_cut),
            best=sentences.money(best["empc_share"] * stake),
            share=formats.percent(best["empc_listed_rate"], 0),
            accepts=formats.percent(0.3, 0),
            offer=sentences.money(stake * profit.OFFER_SHARE),
            contact=sentences.money(stake * profit.CONTACT_SHARE),
            stake=sentences.money(stake),
        )
    )
