"""Own and bought records apart: every field side by side for each source that customer records name."""

import pandas as pd

from ui.blocks import note, section
from ui.charts import table
from ui.escape import plain
from ui.field_texts import field_name
from ui.formats import percent
from ui.i18n import _

FEWEST_RECORDS = 20  # of a source, to say something about it
MOST_SOURCES = 6  # beside each other
LONGEST_NAME = 40
NONE, OTHER = "(none)", "(other)"


def by_source(fields: pd.DataFrame) -> pd.DataFrame:
    """A row per source, the largest first: records, buyer_rate, last_joined_on. `fields`: quality_field."""
    mine = fields[fields["table_name"] == "customer"]
    record = mine[mine["field"] == "customer_id"].groupby("source")[["rows", "compared", "agreeing"]].sum()
    joined = mine[mine["field"] == "joined_on"].groupby("source")["newest_on"].max().rename("last_joined_on")
    found = record.join(joined).reset_index()
    return found.assign(buyer_rate=found["agreeing"] / found["compared"]).sort_values("rows", ascending=False)


def side_by_side(fields: pd.DataFrame, sources: list[str], *, by: tuple[str, ...] = ()) -> pd.DataFrame:
    """Share of records in which a field is filled and valid, in columns s0, s1 ... by source; the widest gap first. `by`: batch."""
    mine = fields[(fields["table_name"] == "customer") & ~fields["field"].isin(("source", "customer_id", "person_id"))]
    summed = mine.groupby(["field", *by, "source"])[["rows", "valid"]].sum()
    usable = (summed["valid"] / summed["rows"]).unstack("source").reindex(columns=sources)
    usable.columns = pd.Index([f"s{number}" for number in range(len(sources))])
    return usable.assign(gap=usable.max(axis=1) - usable.min(axis=1)).sort_values("gap", ascending=False).reset_index()


def draw(fields: pd.DataFrame) -> None:
    """Nothing where the records name no source."""
    sources = by_source(fields)
    named = sources[~sources["source"].isin((NONE, ""))]
    if named.empty:
        return
    section(_("Own and bought records apart"), note=_("Customer records by the source that they name."))
    note(compared(named, fields))
    words = [_said(source) for source in sources["source"]]
    columns = {
        "said": _("Source"),
        "rows": _("Records"),
        "buyer_rate": _("Have bought"),
        "last_joined_on": _("Last joined"),
    }
    kinds = {"buyer_rate": "rate", "last_joined_on": "day", "rows": "whole"}
    alt = _("Customer records by source")
    table(sources.assign(said=words), key="quality_source", columns=columns, kinds=kinds, alt=alt)
    _draw_fields(fields, sources["source"].tolist()[:MOST_SOURCES])


def _draw_fields(fields: pd.DataFrame, sources: list[str]) -> None:
    several = fields.loc[fields["table_name"] == "customer", "batch"].nunique() > 1
    found = side_by_side(fields, sources, by=("batch",) if several else ())
    found = found.assign(what=[field_name(code) for code in found["field"]])
    if several:
        widest = found.groupby("field")["gap"].transform("max")
        found = found.assign(widest=widest).sort_values(["widest", "what", "batch"], ascending=[False, True, True])
    names = {f"s{number}": _said(source) for number, source in enumerate(sources)}
    columns = {"what": _("Field")} | ({"batch": _("Delivered on")} if several else {}) | names
    if len(names) > 1:
        columns["gap"] = _("Widest gap")
    kinds = dict.fromkeys((*names, "gap"), "rate") | {"batch": "text"}
    note(_("Share of records in which the field is filled and valid:"))
    alt = _("Fields side by side by source")
    table(found, key="quality_source_fields", columns=columns, kinds=kinds, alt=alt, whole=True)


def _said(source: str) -> str:
    return {NONE: _("no source named"), OTHER: _("all other sources")}.get(source, source[:LONGEST_NAME])


def compared(named: pd.DataFrame, fields: pd.DataFrame) -> str:
    """The source whose records buy most beside the one whose records buy least, or the field with the widest gap."""
    enough = named[named["rows"] >= FEWEST_RECORDS].sort_values("buyer_rate")
    if len(enough) < 2:
        return _("One source has records enough to say something about it.")
    least, most = enough.iloc[0], enough.iloc[-1]
    facts = {"most": plain(_said(most["source"])), "least": plain(_said(least["source"]))}
    facts |= {"more": percent(most["buyer_rate"], 0), "less": percent(least["buyer_rate"], 0)}
    if facts["more"] != facts["less"]:
        return _("Source “{most}”: {more} of the records have bought; source “{least}”: {less}.").format(**facts)
    sources = enough["source"].tolist()
    widest = side_by_side(fields, sources)
    if widest.empty:
        return ""
    shares = widest.iloc[0][[f"s{number}" for number in range(len(sources))]].astype(float).tolist()
    most, least = (sources[shares.index(one)] for one in (max(shares), min(shares)))
    return _("{field} is filled and valid in {more} of the records of “{most}” and in {less} of “{least}”.").format(
        field=field_name(widest.iloc[0]["field"]),
        more=percent(max(shares), 0),
        less=percent(min(shares), 0),
        most=plain(_said(most)),
        least=plain(_said(least)),
    )
