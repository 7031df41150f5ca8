"""Section of the acquisition page: why the base moves otherwise than in an earlier year, part by part."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import figures, movement
from ui import cause_texts, formats, page_options, warehouse
from ui.blocks import aside, empty, section
from ui.chart_words import words
from ui.charts import chart, figure, mode, table
from ui.i18n import N_, _

AGAINST = {
    "before": N_("The year before"),
    "peak": N_("The year to the peak"),
    "first": N_("The first year that can be judged"),
}
FALLING = ("mountain", "shrinking_no_acquisition")


def offered(seen: pd.DataFrame, season: int) -> dict[str, int]:
    """Earlier years to compare the last one with: code -> position of the year's last period."""
    last, peak = len(seen) - 1, int(seen["closing"].to_numpy().argmax()) if len(seen) else 0
    ends = {"before": last - season} if len(seen) >= 2 * season else {}
    if last - peak > season and peak >= season - 1:
        ends["peak"] = peak
    if len(seen) >= 3 * season:
        ends["first"] = season - 1
    return ends


def draw(flow: pd.DataFrame, shape: movement.Shape, filters: Mapping, *, grain: str) -> None:
    """The finding, the choice of the earlier year, the bridge between the two years and the rates by age.

    flow : by the finest grain under the reader's filters; shape : judged on it
    """
    seen, season = movement.observable(flow), movement.PERIODS_A_YEAR[grain]
    ends = offered(seen, season)
    found = None
    if ends:
        usual = "peak" if shape.code in FALLING and "peak" in ends else "before"
        against = page_options.chosen("against", list(ends), usual)
        then, now = seen["period_start"].iloc[ends[against]], seen["period_start"].iloc[-1]
        found = compared(flow, filters, then=then, now=now, grain=grain)
    if found is None:
        section(_("Why the base moves cannot be told yet"))
        empty(_("It takes two whole years in which losses can be observed, one to compare with the other."))
        return
    names = {"then": formats.period(then, grain), "now": formats.period(now, grain)}
    title = cause_texts.title(found)
    section(title, note=cause_texts.detail(found, **names))
    if len(ends) > 1:
        page_options.segmented(
            "against", _("Compared with"), list(ends), default=usual, show=lambda code: _(AGAINST[code])
        )
    _bridge(found, names, title, {**filters, "against": against})
    aside(cause_texts.limits(found))
    if found.has_ages:
        _rates(found, names)


def compared(flow: pd.DataFrame, filters: Mapping, *, then, now, grain: str) -> movement.CausedChange | None:
    """The split of the change between the years that end with the periods `then` and `now`."""
    season = movement.PERIODS_A_YEAR[grain]
    starts = pd.DatetimeIndex(flow["period_start"])
    ends = [int(starts.get_loc(pd.Timestamp(end))) for end in (then, now)]
    if warehouse.build_info().lines == "disclosure":
        return movement.decompose_totals(flow, last=ends[1], periods=season, apart=ends[1] - ends[0])
    windows = [flow.iloc[end - season + 1 : end + 1] for end in ends]
    crossings = [float((window["lost"] + window["won_back"]).sum()) for window in windows]
    return movement.decompose(
        warehouse.query("cohort_cells", **filters),
        last_month=now,
        apart=ends[1] - ends[0],
        crossings=(crossings[0], crossings[1]),
    )


def _bridge(found: movement.CausedChange, names: Mapping, title: str, depends_on: Mapping) -> None:
    year = _("Net change, year to {period}")
    said = {**words, "before": year.format(period=names["then"]), "after": year.format(period=names["now"])}
    said |= {part: cause_texts.part_name(found, part) for part in cause_texts.PARTS}
    rows = [("before", found.net_before, True)]
    rows += [(part, getattr(found, part), False) for part in cause_texts.shown(found)]
    rows.append(("after", found.net_after, True))
    lines = pd.DataFrame(rows, columns=["code", "amount", "is_total"]).assign(role=None).round({"amount": 0})
    lines["line"] = [said[code] for code in lines["code"]]
    lines["margin"] = [found.margin_of(code) or None for code in lines["code"]]
    chart(
        figure(
            "cause",
            lambda: figures.waterfall(lines, words=said, kind="count", mode=mode(), title=_("Customers a year")),
            **depends_on,
        ),
        key="cause",
        alt=title,
        data=lines,
        columns={"line": _("Part"), "amount": _("Customers a year"), "margin": _("± (80% interval)")},
        kinds={"amount": "whole", "margin": "whole"},
    )


def _rates(found: movement.CausedChange, names: Mapping) -> None:
    """Loss rates by age in both years: what "at equal age" rests on."""
    with st.expander(_("Loss rates at equal age"), icon=":material/table_rows:"):
        ages = found.by_age["age_from"].astype(int)
        upper = ages.shift(-1)
        span = [
            _("{low} and more").format(low=low)
            if pd.isna(high)
            else str(low)
            if high - low == 1
            else _("{low} to {high}").format(low=low, high=int(high) - 1)
            for low, high in zip(ages, upper, strict=True)
        ]
        rate, base = _("Loss rate a month, year to {period}"), _("Customer months, year to {period}")
        columns = {"ages": _("Age, months")}
        for side, name in (("before", "then"), ("after", "now")):
            columns[f"loss_rate_{side}"] = rate.format(period=names[name])
            columns[f"exposure_{side}"] = base.format(period=names[name])
        kinds = {f"loss_rate_{side}": "rate" for side in ("before", "after")}
        kinds |= {f"exposure_{side}": "whole" for side in ("before", "after")}
        table(found.by_age.assign(ages=span), key="cause_rates", columns=columns, kinds=kinds)
