"""Data quality: does what came in add up, what was turned away and why, what was found, and how this build was made."""

from decimal import Decimal

import pandas as pd
import streamlit as st

import ui
from ui import (
    access,
    code_texts,
    formats,
    quality_builds,
    quality_effects,
    quality_grid,
    quality_settings,
    quality_sources,
    quality_trend,
    risk_window,
)
from ui.field_texts import field_name
from ui.i18n import _
from ui.intake_tables import FORMATS

SAMPLE_ROWS = 20


def reconciliation(info, left) -> pd.DataFrame:
    """Rows and money: in, accepted, turned away, and what is left over (which must be zero)."""
    currency = info.currency or ""
    money_left = Decimal(left["money_left"])
    return pd.DataFrame(
        {
            "step": [_("Read"), _("Accepted"), _("Turned away"), _("Difference")],
            "rows": [info.rows_in, info.rows_accepted, info.rows_rejected, left["rows_left"]],
            "money": [
                formats.money_full(amount, currency)
                for amount in (info.money_in, info.money_accepted, info.money_rejected, money_left)
            ],
        }
    )


def draw_reconciliation(info) -> None:
    """Whether everything that came in is accounted for."""
    left = ui.query("reconciliation").iloc[0]
    ui.section(
        _("What came in is accounted for, to the cent")
        if left["balances"]
        else _("What came in is not fully accounted for"),
        note=_("In = accepted + turned away, for rows and for every amount that can be read."),
    )
    columns = {"step": _("Step"), "rows": _("Rows"), "money": _("Money")}
    ui.table(reconciliation(info, left), key="reconciliation", columns=columns)


def draw_rejects(info) -> None:
    """Rows turned away by reason, and the first of them as they were delivered."""
    rejects = ui.query("rejects_by_reason")
    ui.section(_("Why rows were turned away"))
    if rejects.empty:
        ui.empty(_("No row was turned away, so there is nothing to list."))
        return
    shown = rejects.assign(
        table=[code_texts.text_of(code_texts.TABLES, code) for code in rejects["table_name"]],
        why=[code_texts.text_of(code_texts.REASONS, code) for code in rejects["reason"]],
        share=rejects["rows"] / max(rows_in, 1),
    )
    columns = {
        "table": _("Table"),
        "why": _("Reason"),
        "rows": _("Rows"),
        "share": _("Share of rows"),
        "amount": _("Amount"),
    }
    ui.table(
        shown, key="rejects", columns=columns, kinds={"share": "rate", "amount": "money"}, alt=_("Rows turned away")
    )
    codes = list(zip(shown["table_name"], shown["reason"], strict=True))
    names = dict(zip(codes, shown["table"] + " · " + shown["why"], strict=True))
    picked = st.selectbox(_("See rows as they were delivered"), codes, format_func=names.get, key="reject_reason")
    sample = ui.query("rejects_sample", table_name=picked[0], reason=picked[1], rows=SAMPLE_ROWS)
    ui.table(
        sample,
        key="reject_rows",
        columns={"file": _("File"), "row_number": _("Row"), "amount": _("Amount")}
        | ({"raw": _("As delivered")} if access.reader().sees_personal else {}),
        kinds={"amount": "money"},
        alt=_("The first rows turned away for this reason"),
    )


def draw_rules() -> None:
    """What the data check found in the accepted and rejected rows."""
    found = ui.read("data_quality")
    ui.section(_("What was found, and what was done about it"))
    if found.empty:
        ui.empty(_("No rule found anything in these data."))
        return
    found = found.sort_values("rows", ascending=False)
    shown = found.assign(
        what=[code_texts.text_of(code_texts.RULES | code_texts.REASONS, rule) for rule in found["rule"]],
        done=[code_texts.text_of(code_texts.ACTIONS, action) for action in found["action"]],
        field_text=[field_name(code) for code in found["field"]],
    )
    columns = {
        "what": _("Found"),
        "field_text": _("Field"),
        "done": _("Done"),
        "rows": _("Rows"),
        "row_share": _("Share of rows"),
        "amount": _("Amount"),
    }
    ui.table(
        shown,
        key="rules",
        columns=columns,
        kinds={"row_share": "rate", "amount": "money"},
        alt=_("Rules of the data check"),
    )


def draw_sources() -> None:
    """The files delivered and how their columns were read."""
    ui.section(_("Where the data came from"))
    files, mapped = ui.read("source_file", order_by=("file_number",)), ui.read("column_map")
    shown = files.assign(
        table=[code_texts.text_of(code_texts.TABLES, code) for code in files["table_name"]],
        fingerprint=files["sha256"].str.slice(0, 12),
        format=[FORMATS.get(code, code) for code in files["format"]],
    )
    columns = {
        "file": _("File"),
        "table": _("Read as"),
        "format": _("Format"),
        "encoding": _("Encoding"),
        "rows": _("Rows"),
        "bytes": _("Bytes"),
        "fingerprint": _("Fingerprint (SHA-256, first 12)"),
    }
    ui.table(shown, key="files", columns=columns, alt=_("Source files"), whole=True)
    joined = mapped.merge(files[["file_number", "file"]], on="file_number", how="left")
    joined = joined.assign(
        how_text=[code_texts.text_of(code_texts.FIELDS_HOW, how) for how in joined["how"]],
        field_text=[field_name(code) for code in joined["field"]],
    )
    columns = {"file": _("File"), "source_column": _("Column"), "field_text": _("Read as"), "how_text": _("How")}
    with st.expander(_("How columns were read"), icon=":material/view_column:"):
        ui.table(joined, key="columns", columns=columns, alt=_("Column map"))


info = ui.build_info()
ui.caption(_("built {day}").format(day=formats.day(pd.Timestamp(info.built_at).date())))
has_customers = info.lines != "disclosure"
rows_in, rows_rejected = info.rows_in, info.rows_rejected
if info.lines in ("disclosure", "contract"):  # the build counts rows of transactions
    rows_in, rows_rejected = int(ui.read("source_file")["rows"].sum()), len(ui.read("rejects"))
accepted = ui.sentence(("quality", {"rows_in": rows_in, "rows_rejected": rows_rejected}))
gravest = quality_effects.gravest(ui.read("data_quality"), info) if has_customers else ""
ui.headline(gravest or accepted)
ui.note(accepted if gravest else "")
cards = [
    ui.Card("rows_in", formats.short(rows_in)),
    ui.Card("rejected", formats.percent(rows_rejected / max(rows_in, 1), 2)),
]
if info.rows_in and has_customers:
    cards.append(ui.Card("money_accepted", formats.money(info.money_accepted, info.currency or "")))
if has_customers:
    cards.append(ui.Card("customers", formats.short(info.customers)))
ui.cards(cards)
if info.old_customers_possible:
    ui.warn(_("The data seem to begin in the middle of the business: early customers may be older than they look."))

if has_customers:
    try:
        fields = ui.read("quality_field")
        sound = 1 - rows_rejected / max(rows_in, 1)
        quality_effects.draw(ui.read("data_quality"), info, quality_grid.effects(fields), sound_share=sound)
        quality_grid.draw(fields, info)
        quality_sources.draw(fields)
    except (LookupError, KeyError):  # a warehouse of an earlier day, built before its columns came
        ui.empty(_("Build this warehouse again to see quality by field, month and source."))
if has_customers and info.rows_in:  # of contracts alone the cards say it
    draw_reconciliation(info)
draw_rejects(info)
draw_rules()
if has_customers:
    quality_trend.draw_months(ui.read("quality_month"))
    quality_builds.draw_deliveries()
    quality_builds.draw_builds()
ui.page_link("bring-data", _("Bring the next delivery"))
draw_sources()
ui.section(_("How this build was made"))
facts = pd.DataFrame(quality_settings.settings(info), columns=["name", "value"])
ui.table(
    facts,
    key="settings",
    columns={"name": _("Setting"), "value": _("Set to")},
    alt=_("Settings of the build"),
    whole=True,
)
if has_customers:
    risk_window.say()
ui.definitions("rows_in", "rejected", "data_confidence", "data_age", "money_accepted", "lapse_days", "false_loss_rate")
