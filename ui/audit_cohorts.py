"""Sections of the audit on cohorts: how they differ, how one evolves, and tables whose columns multiply to the value."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import audit
from ui import audit_texts, formats, page_options, warehouse
from ui.blocks import section
from ui.charts import table
from ui.definitions import value_word
from ui.i18n import N_, _
from ui.links import page_link
from ui.sentences import money, run_on

AGES = (12, 24, 36)
FACTORS = {
    "customers": N_("the number of customers who still buy"),
    "days": N_("how often they buy"),
    "per_day": N_("how much they buy each time"),
    "rate": N_("the margin rate"),
}


def draw_factors(rows: pd.DataFrame, *, by: dict[str, str], key: str, alt: str) -> None:
    """A table whose columns multiply to the value of each row."""
    columns = by | {
        "customers": _("Customers"),
        "days_per_customer": _("Purchase days each"),
        "revenue_per_day": _("Revenue per purchase day"),
    }
    if warehouse.build_info().value_kind == "margin":
        columns["margin_rate"] = _("Margin rate")
    columns |= {"margin": value_word(capital=True), "margin_per_customer": _("Per customer")}
    kinds = {"customers": "whole", "days_per_customer": "decimal", "revenue_per_day": "money", "margin_rate": "rate"}
    table(rows, key=key, columns=columns, kinds=kinds | {"margin": "money", "margin_per_customer": "money"}, alt=alt)


def draw_differences(ages: pd.DataFrame) -> None:
    """Question 4: cohort years beside each other, at ages they have reached.

    ages : as from `audit.at_ages` and `audit.with_next_year`
    """
    title = cohorts_differ(ages)
    section(title)
    columns = {
        "cohort_year": _("Year acquired"),
        "acquired": _("Acquired"),
        "share_next_year": _("Bought the year after"),
    }
    columns |= {f"value_{age}": _("Brought by month {n}").format(n=age) for age in AGES}
    kinds = {"cohort_year": "text", "acquired": "whole", "share_next_year": "rate"}
    kinds |= {f"value_{age}": "money" for age in AGES}
    table(ages, key="audit_cohorts", columns=columns, kinds=kinds, alt=title)
    st.caption(
        run_on(
            _("Per acquired customer, not discounted; ages that a cohort has not wholly reached stay empty."),
            _("The year after is the next calendar year, and is empty while that is not observed whole."),
        )
    )


def draw_one(by_cohort: pd.DataFrame, *, whole: set[int], cut_short: Mapping[str, object]) -> None:
    """Question 3: one cohort over the calendar years, from its first full year on.

    by_cohort : cohort_year, year_start and `audit.MEASURES`; whole : years observed from end to end
    """
    acquired = sorted({str(cohort) for cohort in by_cohort["cohort_year"]})
    cohort = page_options.selectbox("cohort", _("One cohort over the years"), acquired, default=acquired[0])
    rows = audit.with_factors(by_cohort[by_cohort["cohort_year"] == int(cohort)])
    first, last = int(cohort) + 1, max(whole, default=0)
    two = rows.set_index(rows["year_start"].dt.year)
    known = {first, last} <= set(two.index) and {first, last} <= whole and last > first
    factors = audit.ratios(two.loc[first], two.loc[last]) if known else {}
    title = cohort_evolved(int(cohort), first, last, factors)
    section(title, note=cohort_factors(factors))
    names = [audit_texts.year_name(str(start.year), cut_short) for start in rows["year_start"]]
    draw_factors(rows.assign(year=names), by={"year": _("Year")}, key="audit_cohort", alt=title)
    page_link("lifecycle")


def cohort_evolved(cohort: int, first: int, last: int, factors: Mapping[str, float]) -> str:
    """Title of the third question: what a cohort brings now against its first full year, and the factor behind it."""
    if not factors:
        return _("The customers of {cohort} have no two whole years to compare yet").format(cohort=cohort)
    figures = {
        "cohort": cohort,
        "first": first,
        "last": last,
        "share": formats.percent(factors["margin"], 0),
        "value": value_word(),
    }
    return _("The customers of {cohort} brought in {last} {share} of the {value} they brought in {first}").format(
        **figures
    )


def cohort_factors(factors: Mapping[str, float]) -> str:
    """The factors of that change, the strongest named."""
    if not factors or factors["margin"] <= 0:
        return ""
    down = factors["margin"] < 1
    parts = {name: factors[name] for name in FACTORS}
    main = min(parts, key=parts.__getitem__) if down else max(parts, key=parts.__getitem__)
    said = {name: formats.decimal(value, 2) for name, value in factors.items()}
    return _(
        "× {margin} = customers × {customers} · purchase days each × {days} · revenue per purchase day × {per_day} · "
        "margin rate × {rate}. What changed it most is {main}."
    ).format(**said, main=_(FACTORS[main]))


def cohorts_differ(table: pd.DataFrame) -> str:
    """Title of the fourth question, from the cohorts observed for twelve months."""
    seen = table.dropna(subset=["value_12"])
    if len(seen) < 2:
        return _("There are no two years of acquisition to compare at the age of 12 months yet")
    old, new = seen.iloc[0], seen.iloc[-1]
    figures = {
        "new": new["cohort_start"].year,
        "old": old["cohort_start"].year,
        "value_new": money(new["value_12"]),
        "value_old": money(old["value_12"]),
    }
    return _("A customer of {new} has brought {value_new} after 12 months, one of {old} {value_old}").format(**figures)
