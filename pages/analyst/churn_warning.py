"""Churn early warning: who is likely to leave by when, why, what that is worth, and how far the warning can be trusted."""

import json

import pandas as pd
import streamlit as st

import ui
from analytics import list_profit
from analytics.churn import drift
from ui import (
    churn_list,
    churn_quality,
    churn_texts,
    churn_watch,
    formats,
    list_names,
    page_options,
    risk_window,
    scored,
    sentences,
)
from ui import list_profit as terms_of
from ui.code_texts import text_of
from ui.i18n import N_, _, ngettext

CUTS = tuple(str(percent) for percent in range(5, 100, 5))
WAYS = {"risk": N_("Risk"), "profit": N_("Profit")}
LIKELY_PERCENT = 50  # from here on a listed customer is likelier to leave than not


def stop_without_warning() -> None:
    """End the page with the reason when the build could make no warning."""
    reasons = churn_texts.notes(notes, "refused")
    if not reasons and ui.query("churn_by_cut", cut_bin=0, **scored.EVERYBODY)["scored"].iloc[0]:
        return
    ui.headline(_("No early warning can be made from these data"))
    for text in reasons or [_("Nobody is in the base today, so nobody can leave it.")]:
        ui.empty(text)
    ui.page_link("matrix", _("See the risk that the purchase model gives"))
    ui.page_link("quality", _("See what was delivered"))
    st.stop()


def title(totals: pd.Series) -> str:
    """How many are listed, what they brought in the last twelve months, and by when."""
    count = int(totals["listed"])
    if not count:
        return _("Nobody has a risk of {cut}% or more").format(cut=cut)
    if int(cut) < LIKELY_PERCENT:
        return ngettext(
            "{n} customer worth {value} a year has a risk of {cut}% or more of leaving by {day}",
            "{n} customers worth {value} a year have a risk of {cut}% or more of leaving by {day}",
            count,
        ).format(
            n=formats.short(count), value=sentences.money(totals["past_12m_value"]), cut=cut,
            day=formats.day(when["leaves_by"]),
        )  # fmt: skip
    return ngettext(
        "{n} customer worth {value} a year is likely to leave by {day}",
        "{n} customers worth {value} a year are likely to leave by {day}",
        count,
    ).format(
        n=formats.short(count), value=sentences.money(totals["past_12m_value"]), day=formats.day(when["leaves_by"])
    )


def draw_cards(totals: pd.Series) -> None:
    """What is listed, how many of them are expected to leave, what it is worth, what changed."""
    row = [
        ui.Card("listed", formats.short(totals["listed"])),
        ui.Card("expected_leavers", formats.short(round(totals["expected_leavers"]))),
        ui.Card("past_12m_value", sentences.money(totals["past_12m_value"])),
    ]
    if has_value_at_risk:
        row.append(ui.Card("churn_value_at_risk", sentences.money(totals["value_at_risk"])))
    if not filters["scored"]:  # whoever is in a segment by today's scores is often there for coming on the list
        row.append(ui.Card("came_on_list", formats.short(totals["came_on"])))
        row.append(ui.Card("went_off_list", formats.short(totals["went_off"])))
    ui.cards(row)


def draw_expected(totals: pd.Series) -> None:
    """How many of the list will leave, as an interval that holds chance and the past error."""
    if not totals["listed"]:
        return
    low, high = drift.leavers_between(totals["expected_leavers"], totals["leaver_variance"], ui.read("churn_month"))
    ui.note(
        _(
            "Of those on the list {expected} are expected to leave; in 80 of 100 cases between {low} and {high}, judged by past errors."
        ).format(
            expected=formats.whole(round(totals["expected_leavers"])),
            low=formats.whole(round(low)),
            high=formats.whole(round(min(high, totals["listed"]))),
        )
    )


def draw_cut() -> None:
    """How the list is cut: by a risk that is chosen, or where it earns most."""
    with st.container(horizontal=True, gap="medium", key="warning_controls"):
        if len(ways) > 1:
            page_options.segmented("listed", _("Listed by"), ways, default="risk", show=lambda code: _(WAYS[code]))
        if way == "profit":
            terms_of.draw_terms()
        else:
            page_options.slider(
                "risk", _("Listed: a risk of at least …"), CUTS, default="50", show=lambda percent: f"{percent}%",
                help_text=_("A low cut catches more leavers and disturbs more who would stay; the section on quality below counts both."),
            )  # fmt: skip


def draw_reasons() -> None:
    """The most frequent first reasons in each cell of value x risk."""
    rows = ui.read("churn_reason_cell")
    rows = rows.assign(share=rows["customers"] / rows.groupby("cell")["customers"].transform("sum"))
    top = rows.sort_values("customers", ascending=False).groupby("cell").head(3)
    shown = [
        {
            "cell": f"{cell} {ui.words[f'cell_{cell}']}",
            "customers": int(rows.loc[rows["cell"] == cell, "customers"].sum()),
            "reasons": "; ".join(
                f"{text_of(churn_texts.REASONS, row.reason)} {formats.percent(row.share, 0)}"
                for row in part.itertuples()
            ),
        }
        for cell, part in sorted(top.groupby("cell"), reverse=True)
    ]
    ui.section(
        _("What goes with the risk, by value and risk"),
        note=ui.of_all(
            _(
                "The strongest reason of each customer, counted. High value: the top fifth by the past 12 months; high risk: 50% and "
                "more."
            )
        ),
    )
    ui.table(
        pd.DataFrame(shown), key="churn_reasons",
        columns={"cell": _("Cell"), "customers": _("Customers"), "reasons": _("Most frequent first reasons")},
        alt=_("Reasons by cell of value and risk"), whole=True,
    )  # fmt: skip


info = ui.build_info()
filters = ui.filters()
who = {name: filters[name] for name in scored.EVERYBODY}
notes = ui.read("churn_note")
chosen = notes[notes["severity"] == "chosen"]
serving = json.loads(chosen["figures"].iloc[0])["model"] if len(chosen) else ""
ui.caption(_("model: {model}").format(model=text_of(churn_texts.MODELS, serving) or _("refused")))
stop_without_warning()

when = ui.query("churn_when").iloc[0]
everybody = ui.query("churn_by_cut", cut_bin=0, **scored.EVERYBODY).iloc[0]
ways = tuple(WAYS) if everybody["stake_of_all"] > 0 else ("risk",)
way = page_options.chosen("listed", ways, "risk")
cut = page_options.chosen("risk", CUTS, "50")
if way == "profit":
    terms, bins = terms_of.terms(), ui.query("churn_by_bin", **who)
    curve = list_profit.by_cut(bins, terms)
    best = list_profit.best_cut(curve)
    cut = cut if best is None else str(round(100 * best["cut"]))
totals = ui.query("churn_by_cut", cut_bin=int(cut) // 5, **who).iloc[0]
has_value_at_risk = totals["stake_of_all"] > 0
ui.stop_when_empty(
    not totals["scored"],
    title=_("No customers match these filters"),
    reason=_("No customer of this choice is in the base today. Widen the filters."),
)

ui.headline(title(totals))
draw_cards(totals)
draw_expected(totals)
draw_cut()
ui.aside(
    _("Leaving: no purchase within {window}, and no contract running at its end.").format(
        window=formats.days(info.risk_days)
    )
    + " "
    + _("The matrix page shows the risk by the purchase model alone, so the two differ; this one is judged below.")
)
risk_window.say()
if way == "profit":
    terms_of.draw_curve(curve, bins, terms)
for text in churn_texts.notes(notes, "warning"):
    ui.aside(f":material/warning: {text}")

if totals["listed"]:
    churn_list.draw(
        list_names.leavers(int(cut)),
        customers=int(totals["listed"]),
        wanted={**who, "cut_bin": int(cut) // 5},
        has_value_at_risk=has_value_at_risk,
    )
else:
    ui.empty(_("Nobody is listed at this cut: choose a lower one."))
draw_reasons()
cuts = ui.read("churn_cut", order_by=("cut",))
churn_quality.draw(
    serving,
    cuts.iloc[int(cut) // 5 - 1],
    reported_on=when["reported_on"],
    stake=everybody["stake_of_all"] / everybody["scored"],
)
churn_watch.draw_segments()
churn_watch.draw_alarm(formats.days(info.risk_days))
churn_watch.draw_watch()
ui.definitions(
    "churn_risk", "listed", "expected_leavers", "churn_value_at_risk", "past_12m_value", "came_on_list", "went_off_list",
    "roc_auc", "pr_auc", "top_decile_lift", "brier_score", "log_loss", "calibration_ratio", "empc", "psi",
)  # fmt: skip
