"""Sections of the lifecycle page on time: how long customers stay, and how soon they buy a second time."""

import pandas as pd
import streamlit as st

from analytics import cohorts, figures, survival
from ui import formats, lifecycle_texts, warehouse
from ui.blocks import aside, definition_of, empty, section
from ui.chart_words import words
from ui.charts import chart, figure, mode, table
from ui.definitions import name_of
from ui.i18n import _

INNER, OUTER = 0.80, 0.95
LONGEST_WEEKS = 104  # of the chart of second purchases: what comes later is a flat line
FAIR_PART = 1 / 3  # of the customers must have reached the age that a finding speaks of
SMALLEST = 30  # least customers followed at a point that is drawn
_LIMITS = {"low": "rate", "high": "rate"}


def curves(query: str, *, age: str, ended: str, filters: dict) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Kaplan-Meier curves with the 95 % and the 80 % interval, as far as enough customers are followed.

    query : named query with one row an age; of a few customers all ages are kept
    """
    counts = warehouse.query(query, **filters)
    both = [survival.kaplan_meier(counts, age=age, ended=ended, coverage=coverage) for coverage in (OUTER, INNER)]
    enough = both[0]["at_risk"] >= min(SMALLEST, both[0]["at_risk"].max())
    return both[0][enough], both[1][enough]


def stay_facts(curve: pd.DataFrame) -> dict:
    """Median first stay with its interval, and the share still there at the last age followed."""
    middle, last = survival.median(curve), curve.iloc[-1]
    median = {"median_months": middle.age, "median_low": middle.low, "median_high": middle.high}
    return median | {"share": last["survival"], "months": last["age"]}


def again_facts(curve: pd.DataFrame, cube: pd.DataFrame) -> dict:
    """Second purchases after the longest and the shortest time that can be judged; empty where none can.

    A time can be judged when a fair part of the customers was seen so long: the others may be of another kind.
    """
    as_of = warehouse.build_info().as_of
    seen = [n for n in cohorts.WEEKS if cohorts.observed_share(cube, as_of=as_of, days=7 * n) >= FAIR_PART]
    known = cohorts.bought_again(curve, weeks=seen, smallest=SMALLEST).dropna(subset=["share"])
    if known.empty:
        return {}
    first, last = known.iloc[0], known.iloc[-1]
    early = {"early_share": first["share"], "early_weeks": first["weeks"]} if len(known) > 1 else {}
    return {"share": last["share"], "weeks": last["weeks"], **early}


def draw_stays(outer: pd.DataFrame, inner: pd.DataFrame, facts: dict, filters: dict) -> None:
    """First stays: how many customers are still there at each age, and how many of those leave in each month."""
    finding = lifecycle_texts.title("stay", facts)
    section(finding, note=lifecycle_texts.detail("stay", facts))
    common = {"words": words, "age_title": words["age_months"], "mode": mode()}
    columns = {"age": words["age_months"], "at_risk": _("Followed"), "ended": _("Left")}
    columns |= {"censored": _("No longer seen"), "hazard": name_of("hazard"), "survival": name_of("share_staying")}
    left, right = st.columns(2, gap="large")
    with left:
        look = {"title": name_of("share_staying"), "middle": survival.median(outer), **common}
        chart(
            figure("survival", lambda: figures.survival_curve(outer, inner=inner, **look), **filters),
            key="survival",
            alt=finding,
            data=outer,
            columns=columns | {"low": _("95% from"), "high": _("95% to")},
            kinds=dict.fromkeys(("at_risk", "ended", "censored"), "whole")
            | {"hazard": "rate", "survival": "rate", **_LIMITS},
        )
    with right:
        alt = _("Share of the customers still there that leaves in each month of age")
        bars = figure("hazard", lambda: figures.hazard_bars(outer, title=name_of("hazard"), **common), **filters)
        chart(bars, key="hazard", alt=alt)


def draw_second_purchase(outer: pd.DataFrame, inner: pd.DataFrame, facts: dict, filters: dict) -> None:
    """How soon customers buy a second time; a word where the choice holds no purchases."""
    finding = lifecycle_texts.title("second_purchase", facts)
    if outer.empty:
        section(finding)
        empty(_("This choice holds no purchases without a contract."))
        return
    section(finding, note=definition_of("bought_again"))
    seen, seen_inner = (curve[curve["age"] <= LONGEST_WEEKS] for curve in (outer, inner))
    common = {"words": words, "title": name_of("bought_again"), "age_title": _("Weeks since the first purchase")}
    left, right = st.columns(2, gap="large")
    with left:
        look = {"inner": seen_inner, "falling": False, "mode": mode(), **common}
        fig = figure("second_purchase", lambda: figures.survival_curve(seen, **look), **filters)
        chart(fig, key="second_purchase", alt=finding)
    with right:
        columns = {"weeks": _("Weeks"), "share": name_of("bought_again"), "low": _("95% from"), "high": _("95% to")}
        table(
            cohorts.bought_again(outer, smallest=SMALLEST),
            key="bought_again",
            columns=columns | {"at_risk": _("Followed")},
            kinds={"weeks": "whole", "share": "rate", "at_risk": "whole", **_LIMITS},
            alt=_("Share of customers that bought a second time, by weeks since the first purchase"),
        )
        aside(_("Empty where fewer than {n} customers were followed that long.").format(n=formats.whole(SMALLEST)))
