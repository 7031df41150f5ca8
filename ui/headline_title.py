"""The first two lines of the first page: is the asset growing, in customers and in money, and what to do first."""

from types import SimpleNamespace

from ui import formats, headline_facts
from ui.definitions import value_word
from ui.i18n import _
from ui.wording import customers, money

STEADY = 0.02  # a year's change below this is none
FEW_LIKELY = 5  # customers; a list of fewer is no first thing to do


def title(base: float, change: float, equity: SimpleNamespace | None) -> str:
    """Whether the asset grows: the base, and what it is worth, against a year before.

    change : of the base in a year, relative; equity : as of `headline_facts.equity_year`, or None where none is stated
    """
    directions = [_direction(change)] + ([_direction(equity.change)] if equity is not None else [])
    figures = {"base": customers(base), "change": formats.signed_percent(change)}
    if equity is not None:
        figures |= {"value": money(equity.value), "more": formats.signed_percent(equity.change)}
    if min(directions) * max(directions) < 0:
        fewer = _("Fewer customers, worth more: {base} ({change} in a year), worth {value} ({more})")
        larger = _("More customers, worth less: {base} ({change} in a year), worth {value} ({more})")
        return (fewer if change < 0 else larger).format(**figures)
    return _stem(sum(directions), has_equity=equity is not None).format(**figures)


def _direction(change: float) -> int:
    return 0 if abs(change) < STEADY else 1 if change > 0 else -1


def _stem(direction: int, *, has_equity: bool) -> str:
    alone = {
        -1: _("The customer asset is shrinking: {base}, {change} in a year"),
        0: _("The customer asset holds: {base}, {change} in a year"),
        1: _("The customer asset is growing: {base}, {change} in a year"),
    }
    with_value = {
        -1: _("The customer asset is shrinking: {base} ({change} in a year), worth {value} ({more})"),
        0: _("The customer asset holds: {base} ({change} in a year), worth {value} ({more})"),
        1: _("The customer asset is growing: {base} ({change} in a year), worth {value} ({more})"),
    }
    return (with_value if has_equity else alone)[max(-1, min(1, direction))]


def first_step(top: SimpleNamespace | None, hold: SimpleNamespace | None) -> tuple[str, str, dict[str, str]] | None:
    """What to do first, and where: (sentence, page, its URL keys); None where nothing presses.

    The most valuable who are likely to go come before the number of customers: there are few of them, known by name.
    top, hold : as of `headline_facts.most_valuable` and `headline_facts.hold`
    """
    if top is not None and top.top["likely"] >= FEW_LIKELY:
        text = _("Win over the {n} of your most valuable tenth who are likely to go: {value} of yearly {word}").format(
            n=customers(top.top["likely"]), value=money(top.top["likely_value"]), word=value_word()
        )
        return text, "churn-warning", headline_facts.LIKELY
    if hold is not None and hold.needed.is_short:
        text = _("Lose {n} fewer a month, or win as many more: the base does not hold by itself").format(
            n=customers(round(hold.needed.more_a_month))
        )
        return text, "acquisition-churn", {}
    return None
