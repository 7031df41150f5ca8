"""Decisions and their effects in words."""

from datetime import date

from analytics.effect import Effect, Interval
from ui import formats, warehouse
from ui.decision_effect import Measured, Window
from ui.definitions import value_word
from ui.i18n import N_, _, ngettext
from ui.sentences import money

STATUS = {
    "opened": N_("Open"),
    "closed": N_("Closed"),
    "withdrawn": N_("Withdrawn"),
    "reopened": N_("Open again"),
}
EVENTS = {"opened": N_("Opened"), "closed": N_("Closed"), "withdrawn": N_("Withdrawn"), "reopened": N_("Opened again")}


def between(interval: Interval) -> str:
    """An interval of money: from to."""
    return _("{low} to {high}").format(low=money(interval.low), high=money(interval.high))


def points(interval: Interval) -> str:
    """A difference of shares in points, with its interval."""
    return _("{value} points (95%: {low} to {high})").format(
        value=formats.decimal(100 * interval.value, 1),
        low=formats.decimal(100 * interval.low, 1),
        high=formats.decimal(100 * interval.high, 1),
    )


def title(measured: list[Measured]) -> str:
    """What the decisions recorded so far have shown."""
    known = [each.effect for each in measured if each.effect is not None and each.window.is_complete]
    n = formats.whole(len(measured))
    if not known:
        return ngettext(
            "{n} decision is recorded; its effect cannot be told yet",
            "{n} decisions are recorded; no effect can be told yet",
            len(measured),
        ).format(n=n)
    clear = [each for each in known if each.money_each.is_clear]
    if not clear:
        return ngettext(
            "{n} decision is recorded; {known} measured, none with an effect beyond chance",
            "{n} decisions are recorded; {known} measured, none with an effect beyond chance",
            len(measured),
        ).format(n=n, known=formats.whole(len(known)))
    return ngettext(
        "{n} decision is recorded; {known} measured, {clear} with an effect beyond chance",
        "{n} decisions are recorded; {known} measured, {clear} with an effect beyond chance",
        len(measured),
    ).format(n=n, known=formats.whole(len(known)), clear=formats.whole(len(clear)))


def short(measured: Measured) -> str:
    """The state of the measurement in a few words, for the table."""
    window = measured.window
    if measured.refused is not None:
        return _("Groups too small") if measured.refused.code == "groups_too_small" else _("Nobody held out")
    if measured.effect is None:
        return _("From {day} on").format(day=formats.day(window.ends))
    if not window.is_complete:
        return _("{k} of {n} months").format(k=window.observed, n=window.months)
    if not measured.effect.money_each.is_clear:
        return _("Not beyond chance")
    return _("Gain") if measured.effect.money_each.value > 0 else _("Loss")


def months_of(window: Window) -> str:
    """The months that are observed, in words: Feb 2025 to Mar 2025."""
    last = date(window.begins.year + (window.begins.month + window.observed - 2) // 12,
                (window.begins.month + window.observed - 2) % 12 + 1, 1)  # fmt: skip
    return _("{first} to {last}").format(first=formats.month(window.begins), last=formats.month(last))


def verdict(measured: Measured, cost: float) -> str:
    """What the decision brought, or why that cannot be told."""
    window = measured.window
    if measured.refused is not None:
        return refusal(measured)
    if measured.effect is None:
        return _(
            "It cannot be measured yet: the data end on {as_of}, and whole months from {first} on are needed. "
            "Build again with later data."
        ).format(as_of=formats.day(warehouse.build_info().as_of), first=formats.month(window.begins))
    text = _told(measured.effect, measured, cost)
    if not window.is_complete:
        text = _("So far {k} of {n} months are observed.").format(k=window.observed, n=window.months) + " " + text
    return text


def refusal(measured: Measured) -> str:
    """Why no effect is stated."""
    refused = measured.refused
    if refused is None or refused.code == "no_holdout":
        return _("No effect can be told: nobody was held out of this list, so there is nothing to compare with.")
    return _(
        "No effect can be told: {contact} contacted and {holdout} held out are known here, and each group needs {fewest}."
    ).format(**{name: formats.whole(value) for name, value in refused.figures.items()})


def _told(found: Effect, measured: Measured, cost: float) -> str:
    each = found.money_each
    facts = {
        "each": money(abs(each.value)), "between": between(each), "months": months_of(measured.window),
        "value": value_word(), "profit": money(found.profit.value), "range": between(found.profit), "cost": money(cost),
    }  # fmt: skip
    if not each.is_clear:
        return _(
            "No effect can be told from chance: contacted customers brought {between} of {value} more each than those held "
            "out (95%), {months}. With these groups a difference below {smallest} each cannot be seen."
        ).format(smallest=money(measured.smallest), **facts)
    if each.value > 0:
        return _(
            "Contacted customers brought {each} of {value} more each than those held out (95%: {between}), {months}: {profit} "
            "over all of them after a cost of {cost} (95%: {range})."
        ).format(**facts)
    return _(
        "Contacted customers brought {each} of {value} less each than those held out (95%: {between}), {months}: {profit} "
        "over all of them after a cost of {cost} (95%: {range})."
    ).format(**facts)
