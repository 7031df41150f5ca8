"""What a build would take of the delivery: rows and money in = accepted + turned away, reasons, and rows as delivered."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from ui import code_texts, formats
from ui.blocks import empty, note, section
from ui.charts import table
from ui.escape import plain
from ui.i18n import _, ngettext


def draw(told: dict, *, currency: str) -> None:
    """The outcome of a dry run, as `build.py --dry-run --json` tells it."""
    left = sum(total["rows_in"] - total["rows_accepted"] - total["rows_rejected"] for total in told["dry_totals"])
    section(
        _("Every row is accounted for") if left == 0 else _("Not every row is accounted for"),
        note=_("In = accepted + turned away. Nothing has been published yet."),
    )
    table(
        totals(told, currency),
        key="dry_totals",
        columns={
            "table": _("Table"),
            "dry_rows_in": _("Rows in"),
            "dry_rows_accepted": _("Accepted"),
            "dry_rows_rejected": _("Turned away"),
            "share_turned_away": _("Share turned away"),
            "dry_money_in": _("Money in"),
            "dry_money_accepted": _("Money accepted"),
            "dry_money_rejected": _("Money turned away"),
        },
        kinds={"share_turned_away": "rate"},
        whole=True,
        download=False,
    )
    _say_days(told)
    _draw_reasons(told)


def totals(told: dict, currency: str) -> pd.DataFrame:
    """Rows and money by table, money written in full; columns have names of their own, as there may be no warehouse yet."""
    rows = []
    for total in told["dry_totals"]:
        money = {
            f"dry_{name}": "" if total[name] is None else formats.money_full(Decimal(total[name]), currency)
            for name in ("money_in", "money_accepted", "money_rejected")
        }
        name = code_texts.text_of(code_texts.TABLES, total["table_name"])
        share = total["rows_rejected"] / max(total["rows_in"], 1)
        counts = {f"dry_{count}": total[count] for count in ("rows_in", "rows_accepted", "rows_rejected")}
        rows.append({**counts, **money, "table": name, "share_turned_away": share})
    return pd.DataFrame(rows)


def _say_days(told: dict) -> None:
    facts = told["dry_days"]
    if facts and facts[0]["first_day"]:
        words = ngettext("{n} customer, {first} to {last}.", "{n} customers, {first} to {last}.", facts[0]["customers"])
        note(
            words.format(n=formats.whole(facts[0]["customers"]), first=facts[0]["first_day"], last=facts[0]["last_day"])
        )
    for one in facts:
        if one["part_days"]:
            order = _("day before month") if one["day_first"] else _("month before day")
            assumed = one["day_order_assumed"]
            words = (
                _("{file}: days are read {order}; the file does not say which.")
                if assumed
                else _("{file}: days are read {order}, as its values show.")
            )
            note(words.format(file=plain(one["file"]), order=order))
        if one["comma_decimal"]:
            note(_("{file}: a comma parts the cents.").format(file=plain(one["file"])))


def _draw_reasons(told: dict) -> None:
    section(_("Why rows would be turned away"))
    if not told["dry_reasons"]:
        empty(_("No row would be turned away."))
        return
    reasons = pd.DataFrame(told["dry_reasons"])
    reasons["table"] = [code_texts.text_of(code_texts.TABLES, code) for code in reasons["table_name"]]
    reasons["why"] = [code_texts.text_of(code_texts.REASONS, code) for code in reasons["reason"]]
    columns = {"table": _("Table"), "why": _("Reason"), "rows": _("Rows")}
    table(reasons, key="dry_reasons", columns=columns, whole=True, download=False)
    rejects = pd.DataFrame(told["dry_rejects"])
    if rejects.empty:
        return
    rejects["why"] = [code_texts.text_of(code_texts.REASONS, code) for code in rejects["reason"]]
    with st.expander(_("The first rows of each reason, as delivered"), icon=":material/table_rows:"):
        columns = {"why": _("Reason"), "file": _("File"), "row_number": _("Row"), "raw": _("As delivered")}
        table(rejects, key="dry_rejects", columns=columns, download=False)
