"""The customer-base audit in words: how customers differ, what changed, how cohorts do, the whole in a paragraph."""

from collections.abc import Mapping

import pandas as pd

from ui import formats
from ui.chart_words import words
from ui.definitions import value_word
from ui.i18n import N_, _, ngettext
from ui.sentences import customers, money, run_on

WHOLE_LOG = "all"
CHANGES = {
    "left": N_("Left"),
    "shrank": N_("Bought less"),
    "grew": N_("Bought more"),
    "came_back": N_("Came back"),
    "came": N_("New"),
    "cost_change": N_("Cost to serve"),
}


def year_name(year: str, cut_short: Mapping[str, pd.Timestamp]) -> str:
    """A year of the list, marked where the data hold a part of it only."""
    if year == WHOLE_LOG:
        return _("All years")
    return _("{year} (cut short)").format(year=year) if year in cut_short else year


def headline(year: str, *, top_share: float | None, change: float | None, by: dict[str, float], is_cut: bool) -> str:
    """Title of the page: the change where two whole years can be compared, else how the value is spread.

    change : of the value (or profit) on the year before, None where the years cannot be compared
    by : change code -> amount
    """
    if change is not None:
        text = (
            _("{value} fell by {share} in {year}: leaving customers took {left}, new ones brought {came}")
            if change < 0
            else _("{value} rose by {share} in {year}: new customers brought {came}, leaving ones took {left}")
        )
        if not by["left"] and not by["came"]:
            text = (
                _("{value} fell by {share} in {year}: the same customers bought less")
                if change < 0
                else _("{value} rose by {share} in {year}: the same customers bought more")
            )
        return text.format(
            value=value_word(capital=True),
            share=formats.percent(abs(change)),
            year=year,
            left=money(abs(by["left"])),
            came=money(by["came"]),
        )
    if top_share is None:
        return _("There is no {value}, or are too few customers, to share out here").format(value=value_word())
    spread = {"share": formats.percent(top_share), "value": value_word(), "year": year}
    if year == WHOLE_LOG:
        return _("The best tenth of the customers brought {share} of all {value}").format(**spread)
    if is_cut:
        return _(
            "In the observed part of {year} the best tenth of the customers brought {share} of the {value}"
        ).format(**spread)
    return _("In {year} the best tenth of the customers brought {share} of the {value}").format(**spread)


def spread(top_10: float, top_20: float, *, error: float) -> tuple[str, str]:
    """Title and line below it of the first question; error : half the width of what bins leave open, 0 when exact."""
    title = _("The best 10% of the customers bring {ten} of the {value}, the best 20% bring {twenty}").format(
        ten=formats.percent(top_10), twenty=formats.percent(top_20), value=value_word()
    )
    if error < 0.0005:
        return title, ""
    return title, _(
        "Under filters these shares are read from bins of value: they may be off by up to {points} percentage points."
    ).format(points=formats.decimal(100 * error, 1))


def best_tenth(times: Mapping[str, float]) -> str:
    """Why the best tenth is worth more; empty where a factor is not known."""
    if not times:
        return ""
    said = {name: formats.decimal(value, 2) for name, value in times.items()}
    if abs(times["rate"] - 1) < 0.005:
        text = _(
            "A customer of the best tenth brings {value} times the average: {days} times as many purchase days × "
            "{per_day} times as much on each."
        )
    else:
        text = _(
            "A customer of the best tenth brings {value} times the average: {days} times as many purchase days × "
            "{per_day} times as much on each × {rate} times the margin rate."
        )
    return text.format(**said)


def identity(*, has_margin: bool, has_contracts: bool) -> str:
    """What the columns of the table of tenths multiply to."""
    parts = [
        _("In each row: customers × purchase days each × revenue per purchase day × margin rate = margin.")
        if has_margin
        else _("In each row: customers × purchase days each × revenue per purchase day = revenue.")
    ]
    if has_contracts:
        parts.append(_("Customers under contract bring revenue without purchase days."))
    return run_on(*parts)


def bridge_words(before: int, after: int, *, is_profit: bool) -> dict:
    """Chart texts with the lines of the bridge, its totals named for their years."""
    name = _("Profit") if is_profit else value_word(capital=True)
    totals = {"before": f"{name} {before}", "after": f"{name} {after}"}
    return {**words, **{code: _(text) for code, text in CHANGES.items()}, **totals}


def changed(lines: pd.DataFrame, *, year: str) -> str:
    """Title of the second question: what went against what came in; both years whole."""
    by = lines.set_index("code")["amount"]
    lost, gained = by["left"] + by["shrank"], by["grew"] + by["came_back"] + by["came"]
    figures = {"year": year, "lost": money(abs(lost)), "gained": money(gained), "net": money(abs(gained + lost))}
    if gained + lost < 0:
        return _("{year}: {lost} went with those who left or bought less, {gained} came in: {net} short").format(
            **figures
        )
    return _("{year}: {gained} came in, {lost} went with those who left or bought less: {net} more").format(**figures)


def unlike(year: str) -> str:
    """Title of the second question where one of the two years was not observed whole."""
    return _("{before} and {year} were not both observed whole: their difference says nothing by itself").format(
        before=int(year) - 1, year=year
    )


def cut_short(years: Mapping[str, tuple[pd.Timestamp, pd.Timestamp]]) -> str:
    """Warning that a comparison holds years of unequal length. years : year -> first and last day observed."""
    parts = [
        _("{year} is observed from {start} to {end} only").format(
            year=year, start=formats.day(start.date()), end=formats.day(end.date())
        )
        for year, (start, end) in years.items()
    ]
    return _(
        "{which}. This is no comparison of like with like: who has not bought in the observed part counts as left, and "
        "the sums are those of fewer months."
    ).format(which=_("; ").join(parts))


def health(facts: Mapping) -> str:
    """The fifth question: the whole in one paragraph, as many sentences as the data carry."""
    bought = {"customers": customers(facts["customers"]), "money": money(facts["margin"]), "year": facts["year"]}
    if facts["year"] == WHOLE_LOG:
        parts = [_("Over all years {customers} brought {money}.").format(**bought)]
    elif facts["is_cut"]:
        parts = [_("In the observed part of {year} {customers} brought {money}.").format(**bought)]
    else:
        parts = [_("In {year} {customers} brought {money}.").format(**bought)]
    if facts.get("change") is not None:
        parts.append(_change(facts))
    if facts.get("top_before") is not None and facts["top_now"] is not None:
        parts.append(
            _("The best tenth bring {now} of it, against {before} the year before.").format(
                now=formats.percent(facts["top_now"]), before=formats.percent(facts["top_before"])
            )
        )
    if facts.get("cohorts"):
        parts.append(
            _(
                "The customers of {new} brought {share} of what those of {old} had brought at the age of 12 months."
            ).format(**{**facts["cohorts"], "share": formats.percent(facts["cohorts"]["share"], 0)})
        )
    if facts.get("unprofitable"):
        n = facts["unprofitable"]
        text = ngettext(
            "{n} customer cost more to serve than the margin brought: {loss} lost.",
            "{n} customers cost more to serve than the margin they brought: {loss} lost.",
            n,
        )
        parts.append(text.format(n=formats.short(n), loss=money(abs(facts["loss"]))))
    return run_on(*parts)


def _change(facts: Mapping) -> str:
    by = facts["by"]
    lost, gained = abs(by["left"] + by["shrank"]), by["grew"] + by["came_back"] + by["came"]
    text = (
        _("That is {share} less than the year before: for each 100 that customers took away, {back} came in.")
        if facts["change"] < 0
        else _("That is {share} more than the year before: for each 100 that customers took away, {back} came in.")
    )
    return text.format(
        share=formats.percent(abs(facts["change"])),
        back=formats.whole(100 * gained / lost) if lost else formats.MISSING,
    )
