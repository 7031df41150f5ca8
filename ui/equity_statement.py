"""The statement of equity, as a bridge and as a table to the cent: over a span, and between two builds."""

import pandas as pd
import plotly.graph_objects as go

from analytics import figures
from ui import charts, equity_texts
from ui.chart_words import words
from ui.i18n import _


def bridge(lines: pd.DataFrame) -> go.Figure:
    """From opening to closing; lines of nothing are left out.

    lines : entry, customers, cents, is_total; one row a line of the statement, in its order
    """
    shown = pd.DataFrame(
        {
            "code": "equity_" + lines["entry"],
            "amount": lines["cents"] / 100,
            "is_total": lines["is_total"],
            "role": lines["entry"].map(equity_texts.ROLES),
        }
    )
    return figures.waterfall(shown[(shown["amount"] != 0) | shown["is_total"]], words=words, mode=charts.mode())


def draw_table(lines: pd.DataFrame, *, key: str, alt: str, revision: str = "") -> None:
    """Each line with its amount and what it holds; `revision`: what the line of that name holds, where it is not as usual."""
    meaning = [
        revision if revision and entry == "revision" else equity_texts.line_meaning(entry) for entry in lines["entry"]
    ]
    table = lines.assign(
        name=[words[f"equity_{entry}"] for entry in lines["entry"]], amount=lines["cents"] / 100, meaning=meaning
    )
    columns = {"name": _("Line"), "customers": _("Customers"), "amount": _("Amount"), "meaning": _("What it holds")}
    charts.table(table, key=key, columns=columns, kinds={"amount": "cents"}, alt=alt, whole=True)
