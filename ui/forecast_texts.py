"""The look forward in words: the finding, how good the forecast has been, and why the last one differed."""

import pandas as pd

from ui import formats, wording
from ui.definitions import value_word
from ui.i18n import N_, _

STEADY = 0.01  # a base within this share of today's is called held
NAIVE = {
    "last_value": N_("as it is now"),
    "last_year": N_("as a year before"),
    "last_year_drift": N_("as last year went"),
}
USED = N_("Used here")
MEASURES = {
    "base": N_("Base"),
    "acquired": N_("Acquired"),
    "lost": N_("Lost"),
    "won_back": N_("Won back"),
}
LEVERS = {
    "acquired": N_("Acquired"),
    "loss_young": N_("Losses in the first year"),
    "loss_old": N_("Losses in later years"),
    "won_back": N_("Won back"),
}


def card_label(code: str) -> str:
    """Short label of a figure of the course."""
    names = {"outlook_base_1": _("Base, 12 mo."), "outlook_base_2": _("Base, 24 mo.")}
    return names.get(code) or _("{figure}, {months} mo.").format(
        figure=name_of_measure(code.removeprefix("outlook_")), months=12
    )


def name_of_measure(code: str) -> str:
    """Name of a measure that is forecast."""
    return value_word(capital=True) if code == "margin" else _(MEASURES[code])


def name_of_lever(code: str, *, has_ages: bool = True) -> str:
    """Name of a lever; without ages there is one lever of losses."""
    if code == "loss_old" and not has_ages:
        return _("Losses")
    return value_word(capital=True) if code == "margin" else _(LEVERS[code])


def method(code: str) -> str:
    """Name of a method by which past forecasts are compared."""
    return _(USED) if code == "used" else _("Naive: {rule}").format(rule=_(NAIVE[code]))


def between(low: float, high: float) -> str:
    """An interval of counts; empty where it is not known."""
    if formats.is_missing(low) or formats.is_missing(high):
        return ""
    return _("{low}–{high}").format(low=formats.short(round(low)), high=formats.short(round(high)))


def with_interval(value: float, low: float, high: float) -> str:
    """A count and its interval in brackets."""
    ends, number = between(low, high), formats.short(round(value))
    return _("{number} ({ends})").format(number=number, ends=ends) if ends else number


def finding(now: float, ahead: pd.Series, *, grain: str) -> str:
    """The title: where the base goes on this course. ahead : base, low, high, period_start a year ahead."""
    change = ahead["base"] / now - 1 if now > 0 else 0.0
    if abs(change) <= STEADY:
        stem = _("On this course the base holds at {base} until {when}")
    elif change < 0:
        stem = _("On this course the base falls to {base} by {when}")
    else:
        stem = _("On this course the base grows to {base} by {when}")
    base = with_interval(ahead["base"], ahead["low"], ahead["high"])
    return stem.format(base=base, when=formats.period(ahead["period_start"], grain))


def finding_of_levers(course: float, changed: float, *, when: str) -> str:
    """The title while levers are set."""
    figures = {"base": formats.short(round(changed)), "course": formats.short(round(course)), "when": when}
    return _("With these changes the base is {base} by {when}, instead of {course}").format(**figures)


def how_good(errors: pd.DataFrame, used: str, *, year: int) -> str:
    """How wrong forecasts of the base were a year ahead beside the best naive one; says so where a naive one is used."""
    rows = errors[(errors["measure"] == "base") & (errors["step"] == year)].set_index("method")
    if rows.empty or not rows["forecasts"].max() > 0:
        text = _("The history is too short to have judged a forecast a year ahead; take the interval as a floor.")
        return wording.run_on(text, _naive_used(used))
    own, naive = rows.at["used", "mean_share"], rows.drop(index="used")["mean_share"].min()
    figures = {
        "own": formats.percent(own),
        "naive": formats.percent(naive),
        "n": formats.whole(rows.at["used", "forecasts"]),
    }
    parts = [
        _("A year ahead, {n} past forecasts were off by {own} on average; the best naive rule by {naive}.").format(
            **figures
        )
    ]
    if own > naive and not used.startswith("last_"):
        parts.append(_("Over all these past dates the naive rule was the better one; lately it was not."))
    coverage = rows.at["used", "coverage"]
    if not formats.is_missing(coverage):
        parts.append(
            _("Their 80% intervals held what came in {share} of cases.").format(share=formats.percent(coverage, 0))
        )
    return wording.run_on(*parts, _naive_used(used))


def _naive_used(used: str) -> str:
    if not used.startswith("last_"):
        return ""
    return _("**A naive forecast wins here and is used: the base goes on {rule}.**").format(rule=_(NAIVE[used]))


def said_and_came(found, *, when: str) -> str:
    """What was said a year ago, and what came."""
    said = with_interval(found.forecast, found.low, found.high)
    gap = found.came - found.forecast
    figures = {"said": said, "came": formats.short(round(found.came)), "when": when, "gap": formats.signed(round(gap))}
    return _("A year ago this page would have said {said} for {when}; {came} came ({gap})").format(**figures)


def why_it_differed(found) -> str:
    """The largest part of the difference of the base, and those of the margin, in words."""
    signed = {name: formats.signed(round(value)) for name, value in found.parts.items()}
    text = _("The base differs by acquired {acquired}, losses {lost}, won back {won_back} customers.").format(**signed)
    inside = {
        True: _("What came lies inside the interval."),
        False: _("What came lies outside the interval, as one in five should."),
        None: "",
    }[found.is_within]
    amounts = {name: wording.money(value).replace("$", r"\$") for name, value in found.money.items()}
    amounts |= {"said": wording.money(found.money_forecast).replace("$", r"\$")}
    amounts |= {"came": wording.money(found.money_came).replace("$", r"\$"), "value_word": value_word(capital=True)}
    money = _(
        "{value_word} of the year: {came} instead of {said}; of the difference, {customers} from the number of customers "
        "and {value} from what each brought."
    ).format(**amounts)
    return wording.run_on(inside, text, money if found.money_forecast or found.money_came else "")


def refused(observed: int, needed: int) -> str:
    """Why there is no forecast: too few periods in which losses could be seen."""
    return _(
        "A forecast that can be checked on its own past needs {needed} complete periods in which losses can be seen; there "
        "are {observed}. Build again with a longer history, or a shorter lapse window."
    ).format(needed=formats.whole(needed), observed=formats.whole(max(observed, 0)))
