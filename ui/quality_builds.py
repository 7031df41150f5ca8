"""Quality over the deliveries of a warehouse and over its builds that are kept: more faults, fewer rows, older data?"""

import pandas as pd

from analytics.figures.quality import delivery_bars
from data.store import StoreError
from ui import formats, warehouse
from ui.blocks import empty, note, section
from ui.charts import chart, figure, mode, table
from ui.i18n import _

SAME_RATE = 0.0005  # shares that differ by less read alike
MOST_BARS = 24  # deliveries drawn; the table has all


def draw_deliveries() -> None:
    """Rows and shares of each delivery in this build; nothing where everything came at once."""
    found = warehouse.query("quality_deliveries")
    if len(found) < 2:
        return
    first, last = found.iloc[0], found.iloc[-1]
    section(
        _("From delivery to delivery"),
        note=_("Purchases and contracts by delivery, named by its day; only rows of that delivery count."),
    )
    note(_turned_away(first["turned_away_rate"], last["turned_away_rate"], since=str(first["batch"])))
    recent = found.tail(MOST_BARS)
    _bars("quality_deliveries", recent["batch"].tolist(), recent, alt=_("Share turned away by delivery"))
    columns = {
        "batch": _("Delivered on"), "files": _("Files"), "rows_in": _("Rows in"), "rows_turned_away": _("Turned away"),
        "turned_away_rate": _("Share turned away"), "without_customer_rate": _("Without customer"),
    }  # fmt: skip
    kinds = {"batch": "text", "turned_away_rate": "rate", "without_customer_rate": "rate"}
    table(found.iloc[::-1], key="quality_deliveries_list", columns=columns, kinds=kinds, alt=_("Quality by delivery"))


def draw_builds() -> None:
    """Rows, shares and freshness of each build kept; in words where there is one only."""
    found = kept()
    section(
        _("From build to build"),
        note=_("The builds of this warehouse that are kept: the present one and at most two before it."),
    )
    if len(found) < 2:
        empty(
            _("One build of this warehouse is kept, so there is no course to show yet. The next build keeps this one.")
        )
        return
    note(" ".join(sentences(found)))
    labels = [_label(one) for one in found["built_at"]]
    _bars("quality_builds", labels, found, alt=_("Share turned away by build"))
    shown = found.assign(built=labels, day=[formats.day(day) for day in found["as_of"]])
    columns = {
        "built": _("Built at (UTC)"), "day": _("As of"), "rows_in": _("Rows in"), "turned_away_rate": _("Share turned away"),
        "without_customer_rate": _("Without customer"), "age_days": _("Age of the data, days"),
    }  # fmt: skip
    kinds = {"turned_away_rate": "rate", "without_customer_rate": "rate"}
    latest_first = shown.iloc[::-1]
    alt = _("Quality by build")
    table(latest_first, key="quality_builds_list", columns=columns, kinds=kinds, alt=alt, whole=True)


def kept() -> pd.DataFrame:
    """`quality_of_build` of each build that is kept and can be read, the oldest first, the present one last."""
    rows = []
    for build_id in warehouse.earlier_builds():
        try:
            rows.append(warehouse.query_build(build_id, "quality_of_build"))
        except StoreError:  # pruned by a build that has just been published, or made before these tables
            continue
    return pd.concat([*rows, warehouse.query("quality_of_build")], ignore_index=True).sort_values("built_at")


def sentences(found: pd.DataFrame) -> list[str]:
    """What changed from the build before to the present one. `found`: as from `kept`, two builds at least."""
    before, now = found.iloc[-2], found.iloc[-1]
    told = [_turned_away(before["turned_away_rate"], now["turned_away_rate"], since=_label(before["built_at"]))]
    if now["rows_in"] < before["rows_in"]:
        words = _("This build read {share} fewer rows than the one before ({then} → {now}): is a file missing?")
        share = formats.percent(1 - now["rows_in"] / before["rows_in"])
        told.append(words.format(share=share, then=formats.whole(before["rows_in"]), now=formats.whole(now["rows_in"])))
    if now["without_customer_rate"] - before["without_customer_rate"] >= SAME_RATE:
        words = _("Rows without a customer rose from {then} to {now}.")
        rates = (formats.percent(one["without_customer_rate"], 2) for one in (before, now))
        told.append(words.format(**dict(zip(("then", "now"), rates, strict=True))))
    if now["as_of"] == before["as_of"]:
        told.append(_("Both builds end on the same day: nothing newer has come."))
    return told


def _turned_away(then: float, now: float, *, since: str) -> str:
    if pd.isna(then) or pd.isna(now):
        return ""
    if abs(now - then) < SAME_RATE:
        return _("The share turned away is {now}, as on {since}.").format(now=formats.percent(now, 2), since=since)
    words = _("The share turned away rose from {then} to {now} since {since}.")
    if now < then:
        words = _("The share turned away fell from {then} to {now} since {since}.")
    return words.format(then=formats.percent(then, 2), now=formats.percent(now, 2), since=since)


def _bars(name: str, labels: list[str], found: pd.DataFrame, *, alt: str) -> None:
    rates = found["turned_away_rate"].fillna(0.0).tolist()
    drawn = figure(name, lambda: delivery_bars(labels, rates, mode=mode()), labels=labels, rates=rates)
    data = pd.DataFrame({"label": labels, "turned_away_rate": rates})
    columns = {"label": _("Delivery or build"), "turned_away_rate": _("Share turned away")}
    chart(drawn, key=name, alt=alt, data=data, columns=columns, kinds={"turned_away_rate": "rate"})


def _label(built_at) -> str:
    built = pd.Timestamp(built_at)
    return f"{formats.day(built.date())} {built:%H:%M}"
