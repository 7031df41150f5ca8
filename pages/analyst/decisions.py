"""Decisions: what was decided for which list, by whom, at what cost, and what it brought against those held out."""

from datetime import date

import pandas as pd
import streamlit as st

import ui
from ui import address, customer_list, decision_effect, decision_form, decision_texts, formats, list_names, workspace
from ui.i18n import _, ngettext
from ui.sentences import money

MEASURED_AT_MOST = 50  # of the ledger at once; older ones are measured when they are opened


def ledger_table(rows: list[dict], measured: list) -> pd.DataFrame:
    """The ledger for readers, the latest decision first."""
    return pd.DataFrame(
        {
            "name": [row["name"] for row in rows],
            "owner": [row["owner"] for row in rows],
            "decided_on": pd.to_datetime([row["decided_on"] for row in rows]),
            "list": [list_names.name_of(row) for row in rows],
            "contacts": [row["contacts"] for row in rows],
            "holdouts": [row["holdouts"] for row in rows],
            "cost": [row["cost"] for row in rows],
            "status": [_(text) for text in (decision_texts.STATUS[row["status"]] for row in rows)],
            "effect": [decision_texts.short(each) if each else "–" for each in measured],
            "profit": [each.effect.profit.value if each and each.effect else float("nan") for each in measured],
        }
    )


def draw_ledger(rows: list[dict], measured: list) -> None:
    """All decisions; a row that is picked is shown in detail."""
    ui.table(
        ledger_table(rows, measured),
        key="ledger",
        columns={
            "name": _("Decision"),
            "owner": _("Answers for it"),
            "decided_on": _("From day"),
            "effect": _("Effect"),
            "profit": _("Profit of it"),
            "cost": _("Cost"),
            "contacts": _("Contacted"),
            "holdouts": _("Held out"),
            "status": _("Status"),
            "list": _("List"),
        },
        kinds={"decided_on": "day", "cost": "money", "profit": "money"},
        alt=_("Decisions"),
        on_pick=lambda position: address.choose("decision", [str(rows[position]["decision_id"])]),
    )


def draw_detail(decision: dict, measured: decision_effect.Measured) -> None:
    """One decision: what it is, what it brought, what became of it."""
    ui.section(
        ui.plain(decision["name"]),
        note=_("{owner} · from {day} · cost {cost} · {list}").format(
            owner=ui.plain(decision["owner"]), day=formats.day(date.fromisoformat(decision["decided_on"])),
            cost=money(decision["cost"]), list=ui.plain(list_names.name_of(decision)),
        ),
    )  # fmt: skip
    if decision["note"]:
        ui.note(ui.plain(decision["note"]))
    ui.note(decision_texts.verdict(measured, decision["cost"]))
    if measured.effect is None and measured.refused is None and customer_list.too_few(decision):
        ui.warn(customer_list.too_few(decision))
    if measured.effect is not None:
        ui.note(_("Share that bought: {points}.").format(points=decision_texts.points(measured.effect.share)))
    if measured.unknown:
        ui.empty(
            ngettext(
                "{n} member of the list is not in this warehouse and is left out.",
                "{n} members of the list are not in this warehouse and are left out.",
                measured.unknown,
            ).format(n=formats.whole(measured.unknown))
        )
    if len(measured.groups):
        draw_groups(measured)
    draw_history(decision)
    decision_form.draw_events(decision)


def draw_groups(measured: decision_effect.Measured) -> None:
    """The two groups beside each other, with what they brought before: a fair draw shows no great difference there."""
    shown = measured.groups.assign(
        group=[_("Held out") if out else _("Contacted") for out in measured.groups["is_holdout"]]
    )
    ui.table(
        shown,
        key="groups",
        columns={
            "group": _("Group"),
            "customers": _("Customers"),
            "mean": _("Brought each"),
            "bought_share": _("Share that bought"),
            "mean_before": _("Brought each, 12 months before"),
        },
        kinds={"mean": "money", "mean_before": "money", "bought_share": "rate"},
        alt=_("Contacted and held out"),
        whole=True,
    )


def draw_history(decision: dict) -> None:
    """What became of it, each step with its day, author and reason."""
    events = pd.DataFrame(workspace.read("decision_events", decision_id=decision["decision_id"]))
    ui.table(
        events.assign(event=events["event"].map(decision_form.event_name)),
        key="events",
        columns={"made_at": _("When (UTC)"), "event": _("What"), "note": _("Why"), "made_by": _("Written by")},
        alt=_("History of the decision"),
        download=False,
        whole=True,
    )


def say_none(has_list: bool) -> None:
    """How a first decision comes about; has_list: the reader is about to record it."""
    ui.headline(_("No decision has been recorded yet"))
    if has_list:
        return
    ui.note(
        _(
            "Take a list away from one of these pages: a random part of it is held out. Make a decision of that list, and its "
            "effect is measured here once the data reach far enough."
        )
    )
    for path in ("matrix", "churn-warning", "migration", "segments"):
        ui.page_link(path)


def draw_lists() -> None:
    """Lists that have been kept, to decide on."""
    lists = workspace.read("lists", rows=100)
    if not lists:
        return
    with st.expander(_("Kept lists"), icon=":material/list_alt:", expanded=not rows):
        ui.table(
            pd.DataFrame(lists).assign(
                label=[list_names.name_of(row) for row in lists],
                as_of=lambda all_lists: pd.to_datetime(all_lists["as_of"]),
            ),
            key="kept_lists",
            columns={
                "list_id": _("Number"), "label": _("List"), "as_of": _("As of"), "contacts": _("To contact"),
                "holdouts": _("Held out"), "made_by": _("Written by"), "made_at": _("When (UTC)"),
            },
            kinds={"list_id": "text", "as_of": "day"},
            alt=_("Kept lists"),
            on_pick=lambda position: address.choose("list", [str(lists[position]["list_id"])]),
        )  # fmt: skip
        st.caption(_("Pick a row to make a decision of the list."))


ui.caption()
try:
    rows = workspace.read("decisions")
    wanted_list, wanted_decision = address.value("list"), address.value("decision")
    measured = [decision_effect.measure(row) for row in rows[:MEASURED_AT_MOST]]
    measured += [None] * (len(rows) - len(measured))
    if rows:
        ui.headline(decision_texts.title([each for each in measured if each]))
        st.caption(
            _(
                "Effect: what contacted customers brought less what those held out at random brought, in whole months after the "
                "day, with a 95% interval. Nothing is deleted here: a decision is closed or withdrawn."
            )
        )
    else:
        say_none(bool(wanted_list))
    if wanted_list:
        decision_form.draw_new(wanted_list)
    if rows:
        draw_ledger(rows, measured)
        picked = next((row for row in rows if str(row["decision_id"]) == wanted_decision), rows[0])
        draw_detail(picked, decision_effect.measure(picked))
    draw_lists()
except workspace.WorkspaceError as error:
    ui.stop_when_empty(True, title=_("Decisions cannot be read now"), reason=str(error))
