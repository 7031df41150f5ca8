"""What is wrong where: tables by dimension of quality, the worst first, then the fields that fall short, the sound ones folded."""

import pandas as pd
import streamlit as st

from ui import code_texts, formats
from ui.blocks import empty, section
from ui.charts import table
from ui.field_texts import field_name
from ui.i18n import _
from ui.quality_effects import age_days, halved_by_age

SOUND = 0.9995  # what reads 100.0 %
DIMENSIONS = ("complete", "valid_rate", "unique", "consistent")


def judged(fields: pd.DataFrame, *, by: tuple[str, ...] = ()) -> pd.DataFrame:
    """A row per table and field (and `by`: batch, source) with the share of each dimension in [0, 1], NaN where none applies.

    fields : quality_field. Emptiness that says something (no promotion, no end) is no gap, and a customer record without a
    purchase no contradiction.
    """
    counts = ["rows", "filled", "valid", "keyed", "repeated", "compared", "agreeing"]
    keys = ["table_name", "field", "is_expected", *by]
    summed = fields.groupby(keys)[counts].sum(min_count=1).join(fields.groupby(keys)["newest_on"].max()).reset_index()
    summed[counts] = summed[counts].astype("Float64").astype(float)
    at_record = (summed["table_name"] == "customer") & (summed["field"] == "customer_id")
    found = summed.assign(
        complete=(summed["filled"] / summed["rows"]).where(summed["is_expected"]),
        valid_rate=summed["valid"] / summed["filled"],
        unique=1 - summed["repeated"] / summed["keyed"],
        consistent=(summed["agreeing"] / summed["compared"]).mask(at_record),
    )
    return found.assign(lowest=found[list(DIMENSIONS)].min(axis=1)).sort_values(["lowest", *keys])


def by_table(found: pd.DataFrame) -> pd.DataFrame:
    """The lowest share of each dimension by table, and the name of its weakest field, None where all are sound."""
    rows = []
    for name, part in found.groupby("table_name"):
        least = part.iloc[0]
        row = {"table_name": name, "rows": part["rows"].max(), "newest_on": part["newest_on"].max()}
        row |= {one: part[one].min() for one in DIMENSIONS} | {"lowest": least["lowest"]}
        rows.append(row | {"weakest": field_name(least["field"]) if least["lowest"] < SOUND else None})
    return pd.DataFrame(rows).sort_values(["lowest", "newest_on", "table_name"])


def effects(fields: pd.DataFrame) -> list[str]:
    """What unknown customers, unreachable addresses and records without a purchase do to the results."""
    sums = fields.groupby(["table_name", "field"])[["filled", "valid", "compared", "agreeing"]].sum().astype(int)
    told = []
    for at, first, second, words in _effects():
        if at not in sums.index or not (whole := sums.loc[at, first]):
            continue
        missing = int(whole - sums.loc[at, second])
        if missing / whole >= 1 - SOUND:
            told.append(words.format(share=formats.percent(missing / whole, 1), rows=formats.whole(missing)))
    return told


def _effects() -> list[tuple[tuple[str, str], str, str, str]]:
    """(table, field), what is counted, what of it is sound, sentence."""
    unreached = _("{share} of phone numbers ({rows}) cannot be right: these customers cannot be called.")
    unwritten = _("{share} of e-mail addresses ({rows}) cannot be right: these customers cannot be written to.")
    unknown = _(
        "{share} of purchases ({rows}) are of customers that the customer table lacks: they count in every figure, "
        "but have no name and no source."
    )
    idle = _(
        "{share} of customer records ({rows}) have neither purchase nor contract: they are in no figure of the base."
    )
    late = _(
        "{share} of customers with both days ({rows}) joined after their first purchase: the first purchase counts as "
        "acquisition."
    )
    return [
        (("transaction", "customer_id"), "compared", "agreeing", unknown),
        (("customer", "customer_id"), "compared", "agreeing", idle),
        (("customer", "joined_on"), "compared", "agreeing", late),
        (("customer", "phone"), "filled", "valid", unreached),
        (("customer", "email"), "filled", "valid", unwritten),
    ]


def draw(fields: pd.DataFrame, info) -> None:
    """The grid of tables, then the fields."""
    section(
        _("Where quality is lowest, table by table"),
        note=_(
            "Each figure is that of the table's weakest field. Valid: readable and in a plausible range. Unique: no other row of "
            "the file names the same customer, contract, or order and product. Consistent: agrees with another field or table. "
            "Confidence by age halves with every lapse window since the newest day."
        ),
    )
    if fields.empty:
        empty(_("No table was delivered whose fields could be judged."))
        return
    found = judged(fields)
    tables = by_table(found)
    newest = tables["newest_on"]
    confidence = [float("nan") if pd.isna(day) else halved_by_age(info, age_days(info, day)) for day in newest]
    shown = tables.assign(
        table=[code_texts.text_of(code_texts.TABLES, code) for code in tables["table_name"]],
        newest=pd.to_datetime(newest).clip(upper=pd.Timestamp(info.built_at).normalize()),
        confidence=confidence,
    )
    columns = {
        "table": _("Table"), "weakest": _("Weakest field"), "complete": _("Complete"), "valid_rate": _("Valid"), "unique": _("Unique"),
        "consistent": _("Consistent"), "newest": _("Newest day"), "confidence": _("Confidence by age"),
    }  # fmt: skip
    kinds = dict.fromkeys(("complete", "valid_rate", "unique", "consistent", "confidence"), "rate") | {"newest": "day"}
    table(shown, key="quality_grid", columns=columns, kinds=kinds, alt=_("Quality by table and dimension"), whole=True)
    _draw_fields(fields, found)


def _draw_fields(fields: pd.DataFrame, found: pd.DataFrame) -> None:
    """Fields with a fault, the worst first, by delivery where there are several; the sound ones folded away."""
    several = fields["batch"].nunique() > 1
    if several:  # a field's deliveries under one another, so that its course can be read
        found = judged(fields, by=("batch",))
        worst = found.groupby(["table_name", "field"])["lowest"].transform("min")
        found = found.assign(lowest=worst).sort_values(["lowest", "table_name", "field", "batch"])
    found = found.assign(
        table=[code_texts.text_of(code_texts.TABLES, code) for code in found["table_name"]],
        what=[field_name(code) for code in found["field"]],
    )
    columns = {"table": _("Table"), "what": _("Field")} | ({"batch": _("Delivered on")} if several else {})
    columns |= {
        "complete": _("Complete"), "valid_rate": _("Valid"), "unique": _("Unique"), "consistent": _("Consistent"),
    }  # fmt: skip
    kinds = dict.fromkeys(DIMENSIONS, "rate") | {"batch": "text"}
    faulty = found[found["lowest"] < SOUND]
    section(_("Fields that fall short"), note=_("The worst first."))
    if faulty.empty:
        empty(_("Every field that has to be filled is filled, valid, unique where it should be, and consistent."))
    else:
        table(faulty, key="quality_faulty", columns=columns, kinds=kinds, alt=_("Fields that fall short"))
    sound = found[~(found["lowest"] < SOUND)]
    if len(sound):
        with st.expander(
            _("Fields without a fault: {n}").format(n=len(sound[["table_name", "field"]].drop_duplicates())),
            icon=":material/check_circle:",
        ):
            table(sound, key="quality_sound", columns=columns, kinds=kinds, alt=_("Fields without a fault"))
