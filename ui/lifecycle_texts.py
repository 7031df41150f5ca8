"""The lifecycle in words: who buys again, how long customers stay, what they bring by age and by period."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from ui import formats
from ui.definitions import value_word
from ui.i18n import _
from ui.sentences import money, run_on

Figures = Mapping[str, Any]
DAYS_A_MONTH = 365.25 / 12


def title(code: str, figures: Figures) -> str:
    """The finding as the title of the page or of a section."""
    return _TITLES[code](figures)


def detail(code: str, figures: Figures) -> str:
    """The line below the title; empty where there is nothing to add."""
    return _DETAILS[code](figures) if code in _DETAILS else ""


def _year(value) -> str:
    return formats.period(pd.Timestamp(value).date(), "year")


def _lifecycle(f: Figures) -> str:
    change = _change_clause(f["change"])
    first = _first_clause(f)
    return _("{first}; {second}").format(first=first, second=change) if change else first


def _first_clause(f: Figures) -> str:
    if f.get("share") is not None:
        return _("{share} of new customers do not buy a second time within {n} weeks").format(
            share=formats.percent(1 - float(f["share"]), 0), n=formats.whole(f["weeks"])
        )
    return _stay(f["stay"])


def _change_clause(change) -> str:
    f = change.figures
    if change.code == "worse":
        text = _("those of {new} leave {times} times as fast as those of {old}")
    elif change.code == "better":
        text = _("those of {new} stay longer than those of {old}")
    elif change.code == "alike":
        text = _("those of {new} stay about as long as those of {old}")
    else:
        return ""
    return text.format(new=_year(f["new"]), old=_year(f["old"]), times=formats.decimal(f["times"], 1))


def _lifecycle_detail(f: Figures) -> str:
    change = f["change"]
    if change.code == "not_comparable":
        return _("There are no two years of acquisition to compare at the age of 12 months yet.")
    g = change.figures
    return _(
        "After {months}, {lost_new} of the customers of {new} were out of the base, against {lost_old} of those of "
        "{old}: {times} times as many (95% interval {low} to {high})."
    ).format(
        months=formats.months(g["age_months"]),
        lost_new=formats.percent(g["lost_new"], 0),
        lost_old=formats.percent(g["lost_old"], 0),
        new=_year(g["new"]),
        old=_year(g["old"]),
        times=formats.decimal(g["times"], 2),
        low=formats.decimal(g["times_low"], 2),
        high=formats.decimal(g["times_high"], 2),
    )


def _stay(f: Figures) -> str:
    """Half have left, or how many are still there: stays are first ones, counted from the day acquired."""
    if f.get("median_months") is not None:
        return _("Half of the customers have left after {months}").format(months=formats.months(f["median_months"]))
    if f["lapse_days"] is not None and not f["has_contracts"] and f["months"] <= earliest_loss(f["lapse_days"]):
        return _("Too early to tell how long customers stay: nobody can have left yet")
    return _("{share} of the customers are still there after {months}").format(
        share=formats.percent(f["share"], 0), months=formats.months(f["months"])
    )


def _stay_detail(f: Figures) -> str:
    """How sure the median is, and why nobody leaves at first."""
    parts = [_("First stays only: a customer who comes back later has left once."), _median_interval(f), _burn_in(f)]
    return run_on(*parts)


def _median_interval(f: Figures) -> str:
    if f.get("median_months") is None:
        return ""
    if f.get("median_high") is None:
        return _("95% interval of the median: from {low} on.").format(low=formats.months(f["median_low"]))
    if f["median_low"] == f["median_high"]:
        return _("The 95% interval of the median lies within the same month.")
    return _("95% interval of the median: {low} to {high}.").format(
        low=formats.whole(f["median_low"]), high=formats.months(f["median_high"])
    )


def _burn_in(f: Figures) -> str:
    """From which age on somebody can be missing; nothing for contracts, whose ends are known."""
    if f["lapse_days"] is None:
        return ""
    text = _(
        "Nobody can leave the base within {days} of the first purchase: before the age of {months} there is no loss."
    )
    if f["has_contracts"]:
        text = _(
            "Without a contract nobody can leave the base within {days} of the first purchase: losses before the age "
            "of {months} are ended contracts."
        )
    return text.format(days=formats.days(f["lapse_days"]), months=formats.months(earliest_loss(f["lapse_days"])))


def earliest_loss(lapse_days: float | None) -> int:
    """Age in whole months at which the first customer can have lapsed; 0 where nobody lapses."""
    return 0 if lapse_days is None else int((lapse_days + 1) // DAYS_A_MONTH)


def _kept(f: Figures) -> str:
    if f["age_months"] == 0:
        return _("Nothing is known yet of the months after the first purchase")
    if f["measure"] == "share_active":
        text = _("{months} after the first purchase, {share} of a cohort is active in the month")
    else:
        text = _("{months} after the first purchase, {share} of a cohort is in the base")
    return text.format(months=formats.months(f["age_months"]), share=formats.percent(f["share"], 0))


def _kept_detail(f: Figures) -> str:
    text = _("Each cell is a share of its cohort's own size; empty cells are not observed yet.")
    return run_on(text, _burn_in(f)) if f["measure"] == "share_in_base" else text


def _second_purchase(f: Figures) -> str:
    if f.get("is_contract"):
        return _("Contracts are renewed, not bought again")
    if f.get("share") is None:
        return _("Second purchases cannot be judged yet")
    if f.get("early_share") is None:
        return _("{share} buy a second time within {n} weeks").format(
            share=formats.percent(f["share"], 0), n=formats.whole(f["weeks"])
        )
    return _("{early} buy a second time within {early_n} weeks, {share} within {n} weeks").format(
        early=formats.percent(f["early_share"], 0),
        early_n=formats.whole(f["early_weeks"]),
        share=formats.percent(f["share"], 0),
        n=formats.whole(f["weeks"]),
    )


def _value_by_age(f: Figures) -> str:
    if f.get("value") is None:
        return _("What customers bring by age")
    text = _("{months} after the first purchase, a customer has brought {money} of {value}")
    if f["age_months"] == 0:
        text = _("In the month of the first purchase a customer brings {money} of {value}")
    return text.format(months=formats.months(f["age_months"]), money=money(f["value"]), value=value_word())


def _value_by_age_detail(f: Figures) -> str:
    """The newest cohort observed at that age against the oldest."""
    if f.get("value_old") is None:
        return ""
    names = {side: formats.period(pd.Timestamp(f[side]).date(), str(f["grain"])) for side in ("old", "new")}
    return _("Customers of {new} had brought {value_new} by that age, those of {old} {value_old}.").format(
        **names, value_new=money(f["value_new"]), value_old=money(f["value_old"])
    )


def _cohort_stack(f: Figures) -> str:
    if f.get("share") is None:
        return _("What each cohort brings, period by period")
    return _("{share} of the {value} of the last {months} came from customers acquired before").format(
        share=formats.percent(f["share"], 0), value=value_word(), months=formats.months(f["months"])
    )


_TITLES: dict[str, Callable[[Figures], str]] = {
    "lifecycle": _lifecycle,
    "stay": _stay,
    "kept": _kept,
    "second_purchase": _second_purchase,
    "value_by_age": _value_by_age,
    "cohort_stack": _cohort_stack,
}
_DETAILS: dict[str, Callable[[Figures], str]] = {
    "lifecycle": _lifecycle_detail,
    "stay": _stay_detail,
    "kept": _kept_detail,
    "value_by_age": _value_by_age_detail,
}
