"""Where the early warning fails, whether it still holds, and the alarm of its own: the most valuable leaving."""

import pandas as pd
import streamlit as st

import ui
from analytics import figures
from ui import churn_texts, filter_values, formats
from ui.code_texts import text_of
from ui.i18n import _, ngettext

FEWEST_TO_DRAW = 3  # month ends; two make no course


def draw_segments() -> None:
    """Segments with a hundred customers or more, those where the warning fails first."""
    rows = ui.read("churn_segment")
    if rows.empty:
        return
    failing = rows[rows["verdict"] != "holds"]
    ui.section(
        ngettext(
            "The warning fails in {n} of {all} segments", "The warning fails in {n} of {all} segments", len(failing)
        ).format(n=len(failing), all=len(rows))
        if len(failing)
        else _("The warning holds in each of {all} segments").format(all=len(rows)),
        note=ui.of_all(
            _(
                "Expected against seen leavers, and how well leavers are told from stayers, on the last month with a known outcome."
            )
        ),
    )
    rows = rows.assign(
        fails=(rows["verdict"] != "holds").astype(int), gap=(rows["mean_chance"] - rows["leaving_rate"]).abs()
    ).sort_values(["fails", "gap"], ascending=False)
    shown = rows.assign(
        what=[text_of(churn_texts.DIMENSIONS, code) for code in rows["dimension"]],
        who=[
            text_of(churn_texts.SEGMENTS, value)
            if dimension in ("relationship", "tenure")
            else filter_values.show_value(dimension, value)
            for dimension, value in zip(rows["dimension"], rows["value"], strict=True)
        ],
        said=[text_of(churn_texts.VERDICTS, code) for code in rows["verdict"]],
    )
    ui.table(
        shown,
        key="churn_segments",
        columns={
            "what": _("By"), "who": _("Segment"), "said": _("Verdict"), "customers": _("Customers"),
            "mean_chance": _("Expected to leave"), "leaving_rate": _("Left"), "roc_auc": ui.name_of("roc_auc"),
        },
        kinds={"mean_chance": "rate", "leaving_rate": "rate", "roc_auc": "decimal"},
        alt=_("Segments and whether the warning holds in them"),
    )  # fmt: skip


def alarm_finding(rows: pd.DataFrame) -> str:
    """What the loss of the top tenth says, against a year before where there is one."""
    last = rows.iloc[-1]
    share = formats.percent(last["top_leaving_rate"], 0)
    day = formats.day(last["snapshot_on"])
    if not last["alarm"]:
        return _("Of the most valuable tenth on {day}, {share} left").format(day=day, share=share)
    apart = (last["snapshot_on"] - rows["snapshot_on"]).dt.days
    before = formats.percent(rows.loc[apart.between(350, 380), "top_leaving_rate"].iloc[0], 0)
    texts = {
        "rising": _("Alarm: of the most valuable tenth on {day}, {share} left, against {before} a year before"),
        "steady": _("Of the most valuable tenth on {day}, {share} left, {before} a year before: no clear change"),
        "falling": _("Of the most valuable tenth on {day}, {share} left, down from {before} a year before"),
    }
    return texts[last["alarm"]].format(day=day, share=share, before=before)


def draw_alarm(window: str) -> None:
    """Leaving rate of the top tenth by value beside all; `window` is the time within which somebody left, in words."""
    rows = ui.read("churn_alarm", order_by=("snapshot_on",))
    if rows.empty:
        return
    note = ui.of_all(_("Share that left within {window} of the month end.").format(window=window))
    ui.section(alarm_finding(rows), note=note)
    if len(rows) < FEWEST_TO_DRAW:
        return
    series = {"top_leaving_rate": ("top_tenth", "lost", "solid"), "leaving_rate": ("all_customers", "base", "dash")}
    made = figures.rates_by_month(
        rows, words=ui.words, x="snapshot_on", series=series, title=ui.words["share_left"], mode=ui.mode()
    )
    ui.chart(
        made, key="churn_alarm", alt=_("Leaving rate of the most valuable tenth and of all, by month"), data=rows,
        columns={
            "snapshot_on": _("Month end"), "top_customers": _("Top tenth"), "top_leaving_rate": _("Of them left"),
            "customers": _("Customers"), "leaving_rate": _("Of all left"),
        },
        kinds={"snapshot_on": "day", "top_leaving_rate": "rate", "leaving_rate": "rate"},
    )  # fmt: skip


def watch_finding(rows: pd.DataFrame) -> str:
    """Whether a warning learnt once would still hold, and when it would have had to be learnt anew."""
    bad = rows[rows["verdict"] == "refit"]
    months = len(rows) - 1
    if bad.empty:
        weak = (rows["verdict"] == "watch").any()
        text = (
            _("A warning learnt {n} months ago would need watching, not refitting") if weak
            else _("A warning learnt {n} months ago would still hold: no need to refit")
        )  # fmt: skip
        return text.format(n=months)
    after = int(rows["verdict"].eq("refit").to_numpy().argmax())
    return _("Refit at least every {n} months: a warning left alone does not hold longer").format(n=max(after, 1))


def draw_watch() -> None:
    """The same kind of model learnt once and left alone: expected against seen, order and drift month by month."""
    rows = ui.read("churn_month", order_by=("snapshot_on",))
    if len(rows) < 2:
        return
    ui.section(
        watch_finding(rows),
        note=ui.of_all(
            _("The model as it could have been learnt on {day}, never touched since. Every build learns anew.").format(
                day=formats.day(rows["snapshot_on"].iloc[0])
            )
        ),
    )
    series = {"leaving_rate": ("share_left", "lost", "solid"), "mean_chance": ("expected_to_leave", "value", "dash")}
    made = figures.rates_by_month(
        rows, words=ui.words, x="snapshot_on", series=series, title=ui.words["all_customers"], mode=ui.mode()
    )
    ui.chart(made, key="churn_watch", alt=_("Share expected to leave and share that left, by month"))
    shown = rows.assign(said=[text_of(churn_texts.VERDICTS, code) for code in rows["verdict"]])
    with st.expander(_("Month by month"), icon=":material/table_rows:"):
        ui.table(
            shown,
            key="churn_months",
            columns={
                "snapshot_on": _("Month end"), "said": _("Verdict"), "customers": _("Customers"),
                "mean_chance": _("Expected to leave"), "leaving_rate": _("Left"), "roc_auc": ui.name_of("roc_auc"),
                "brier": ui.name_of("brier_score"), "psi": ui.name_of("psi"),
            },
            kinds={
                "snapshot_on": "day", "mean_chance": "rate", "leaving_rate": "rate", "roc_auc": "decimal",
                "brier": "decimal", "psi": "decimal",
            },
            alt=_("Figures of the followed model by month"),
        )  # fmt: skip
