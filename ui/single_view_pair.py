"""One pair of customer ids, side by side, field by field, with what each field says; and the decision about it."""

import pandas as pd
import streamlit as st

from analytics import merging
from data import store
from ui import access, filter_values, formats, single_view_state, warehouse
from ui.blocks import empty, note, section
from ui.charts import table
from ui.code_texts import text_of
from ui.i18n import _
from ui.single_view_texts import FIELDS, LEVELS, STATUS
from ui.workspace import WorkspaceError

DELIVERED = {
    "name": "name",
    "phone": "phone",
    "email": "email",
    "birth": "birth_date",
    "address": "address",
    "city": "city",
}


def draw(row: pd.Series, *, can_decide: bool) -> None:
    """The pair side by side, what merging it would do, and the buttons while it is undecided."""
    section(
        _("Pair {number}: {probability} one person").format(
            number=formats.whole(row["pair_number"]),
            probability=formats.percent(min(row["match_probability"], 0.999), 1),
        ),
        note=_("Match weight {weight}; {status}.").format(
            weight=formats.decimal(row["match_weight"], 1), status=text_of(STATUS, row["status"])
        ),
    )
    # Personal values are read past the cache and kept nowhere.
    sides = store.query(warehouse.chosen().path, "match_sides", {"pair_number": int(row["pair_number"])})
    table(
        pd.DataFrame([*_compared(row, sides), *_facts(sides)]),
        key="match_sides",
        columns={
            "field": _("Field"),
            "left": _("One entry"),
            "right": _("The other entry"),
            "level": _("Agreement"),
            "weight": _("Weight"),
        },
        kinds={"weight": "decimal"},
        alt=_("The two entries field by field"),
        download=False,
        whole=True,
    )
    if not access.reader().sees_personal:
        st.caption(_("Personal values are masked for your role."))
    if row["status"] == single_view_state.OPEN and can_decide:
        note(effect_said(merging.effect_of(row.to_frame().T)))
        _draw_buttons(row)


def effect_said(effect: merging.Effect) -> str:
    """What merging would do, in a sentence."""
    return _(
        "Merging takes away: {customers} of the customers, {base} of the base, {valued} of those with a value."
    ).format(
        customers=formats.whole(effect.customers), base=formats.whole(effect.base), valued=formats.whole(effect.valued)
    )


def _compared(row: pd.Series, sides: pd.DataFrame) -> list[dict]:
    mask = access.reader().personal
    prior = float(row["match_weight"]) - sum(float(row[f"{field}_weight"]) for field in DELIVERED)
    start = {"field": _("Before any field"), "level": _("two ids taken at random"), "weight": prior}
    return [start] + [
        {
            "field": _(FIELDS[field]),
            "left": _shown(sides[column].iloc[0], mask),
            "right": _shown(sides[column].iloc[-1], mask),
            "level": text_of(LEVELS, row[f"{field}_code"]),
            "weight": float(row[f"{field}_weight"]) if row[f"{field}_code"] != "missing" else None,
        }
        for field, column in DELIVERED.items()
    ]


def _facts(sides: pd.DataFrame) -> list[dict]:
    mask, currency = access.reader().personal, warehouse.build_info().currency or ""
    rows = [
        (_("Customer id"), "customer_id", lambda value: _shown(value, mask)),
        (_("Source"), "source", _plain),
        (_("Region"), "region", _region),
        (_("Registered"), "joined_on", _day),
        (_("First purchase"), "first_on", _day),
        (_("Last purchase"), "last_on", _day),
        (_("Purchase days"), "purchase_days", formats.whole),
        (_("Past 12 months"), "past_12m_value", lambda value: formats.money(value, currency)),
    ]
    return [
        {"field": name, "left": show(sides[column].iloc[0]), "right": show(sides[column].iloc[-1])}
        for name, column, show in rows
    ]


def _shown(value: object, mask) -> str | None:
    if pd.isna(value):
        return None
    return mask(f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else value)


def _region(value: object) -> str | None:
    return None if pd.isna(value) else filter_values.show_value("first_region", str(value))


def _plain(value: object) -> str | None:
    return None if pd.isna(value) else str(value)


def _day(value: object) -> str | None:
    return None if pd.isna(value) else formats.day(pd.Timestamp(value).date())


def _draw_buttons(row: pd.Series) -> None:
    with st.container(horizontal=True, gap="small"):
        for verdict, label, icon in (
            ("same", _("One person: merge"), ":material/merge:"),
            ("different", _("Two persons"), ":material/call_split:"),
        ):
            st.button(
                label,
                key=f"match_{verdict}",
                icon=icon,
                type="primary" if verdict == "same" else "secondary",
                on_click=_decide,
                args=(row.to_frame().T, verdict),
            )
    if fault := st.session_state.pop("match_fault", ""):
        empty(fault)


def _decide(pairs: pd.DataFrame, verdict: str) -> None:
    """Callback: keep the decision, or say on the page why it could not be kept."""
    try:
        single_view_state.decide(pairs, verdict, who=access.name())
    except WorkspaceError as error:
        st.session_state["match_fault"] = str(error)
