"""The sentences of the first page: each a finding, the line under it, and the page it leads to."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pandas as pd
from babel import lists

from ui import demo_texts, formats, headline_facts, hold_texts, sentences, warehouse
from ui.definitions import value_word
from ui.escape import plain
from ui.filter_values import show_value
from ui.i18n import N_, _, language, ngettext
from ui.wording import customers, money, run_on

QUESTIONS = {
    "growing": N_("Is the asset growing?"),
    "why": N_("What would hold it?"),
    "risk": N_("What is at risk?"),
    "acquisition": N_("Does acquisition pay?"),
    "next": N_("Where should the next money go?"),
}
STEADY = 0.01
MONTH = pd.DateOffset(months=1)


@dataclass(frozen=True)
class Line:
    """One sentence: the question it answers, finding, detail, and where it leads (page, its URL keys, link text)."""

    code: str
    finding: str
    detail: str
    path: str
    keys: dict[str, str] = field(default_factory=dict)
    link: str = ""


def growing(f: SimpleNamespace) -> Line:
    """Won and lost in the past year; what equity does in a year on this course."""
    came, went = f.past.at["acquired", "now"] + f.past.at["won_back", "now"], f.past.at["lost", "now"]
    won = _("The past 12 months won {won} and lost {lost}").format(won=formats.short(came), lost=customers(went))
    has_returns = f.past.at["won_back", "now"] > 0
    detail = (
        ""
        if not has_returns
        else _("Won: {new} new and {back} won back.").format(
            new=formats.short(f.past.at["acquired", "now"]), back=formats.short(f.past.at["won_back", "now"])
        )
    )
    if f.ahead is None or f.each is None:
        return Line("growing", won, detail, "acquisition-churn")
    at = f.ahead.iloc[f.year - 1]
    finding = run_on_semicolon(won, _equity_ahead(at, f))
    kept = _(
        "Equity here: the base in {when} at today's value of a customer; the interval is that of the base, from past errors."
    ).format(when=formats.month(at["period_start"]))
    return Line("growing", finding, run_on(detail, kept), "look-forward")


def _equity_ahead(at, f: SimpleNamespace) -> str:
    change = (at["base"] - f.base) * f.each
    if abs(at["base"] - f.base) <= STEADY * f.base:
        return _("on this course customer equity holds over the next 12 months")
    stem = (
        _("on this course customer equity is {amount} lower in a year")
        if change < 0
        else _("on this course customer equity is {amount} higher in a year")
    )
    text = stem.format(amount=money(abs(change)))
    if formats.is_missing(at["low"]):
        return text
    ends = sorted(((at["low"] - f.base) * f.each, (at["high"] - f.base) * f.each), key=abs)
    if ends[0] * ends[1] < 0:  # the interval holds zero: say both directions
        low, high = sorted(ends)
        return text + _(" (80% interval of the change {low} to {high})").format(low=money(low), high=money(high))
    return text + _(" (80% interval {low}–{high})").format(low=money(abs(ends[0])), high=money(abs(ends[1])))


def run_on_semicolon(first: str, second: str) -> str:
    """Two statements as one sentence."""
    return _("{first}; {second}").format(first=first, second=second)


def hold(f: SimpleNamespace) -> Line:
    """What holding the base takes, by losses or by acquisition, and the price of the second."""
    needed = f.needed
    if not needed.is_short:
        found = ("break_even", vars(needed))
        return Line("why", sentences.sentence(found), sentences.detail(found), "acquisition-churn")
    figures = {
        "needed": formats.percent(needed.loss_rate_needed), "rate": formats.percent(needed.loss_rate),
        "n": formats.whole(needed.more_a_month),
    }  # fmt: skip
    if f.cost is None:
        finding = _(
            "Holding the base takes a loss rate of {needed} a month instead of {rate}, or {n} more customers a month"
        ).format(**figures)
        return Line("why", finding, hold_texts.without_cost(can_be_split=True, needed=needed), "acquisition-churn")
    finding = _(
        "Holding the base takes a loss rate of {needed} a month instead of {rate}, or {n} more customers a month for {total}"
    ).format(**figures, total=money(f.cost.by_acquisition))
    price = _("The first is the cheaper way while each customer kept costs less than the {each} that a new one cost.")
    return Line("why", finding, price.format(each=money(f.cost.cost_each)), "acquisition-churn")


def most_valuable(f: SimpleNamespace) -> Line:
    """Whether the top tenth leaves faster than a year before; who of it is likely to leave now, and what they bring."""
    figures = {
        "now": formats.percent(f.now, 0), "before": formats.percent(f.before, 0), "n": customers(f.top["likely"]),
        "value": money(f.top["likely_value"]), "word": value_word(),
    }  # fmt: skip
    stems = {
        "rising": _(
            "The most valuable tenth is leaving faster ({now} within half a year, {before} a year before); "
            "likely to go: {n} with {value} of yearly {word}"
        ),
        "falling": _(
            "The most valuable tenth is leaving more slowly ({now} within half a year, {before} a year before); "
            "likely to go: {n} with {value} of yearly {word}"
        ),
        "steady": _(
            "The most valuable tenth leaves as a year ago ({now} within half a year, {before} then); "
            "likely to go: {n} with {value} of yearly {word}"
        ),
    }
    plain_stem = _("Likely to go among the most valuable tenth: {n} with {value} of yearly {word}")
    known = f.alarm in stems and f.before is not None
    note = _("Likely: a chance of one half or more of leaving within {window}. {all} belong to the tenth.").format(
        window=formats.days(warehouse.build_info().risk_days), all=customers(f.top["customers"])
    )
    since = _("Left: known for those in the base on {day}.").format(day=formats.day(f.on)) if known else ""
    stem = stems[f.alarm] if known else plain_stem
    return Line(
        "risk", stem.format(**figures), run_on(note, since), "churn-warning", headline_facts.LIKELY, _("See the list")
    )


def acquisition(f: SimpleNamespace) -> Line:
    """What acquisition cost, which channels pay back within a year, how many bought once."""
    finding = _("{spent} was spent on acquisition in the past 12 months").format(spent=money(f.spent))
    paying = [_channel(each) for each in f.paybacks if each.pays_back]
    if f.paybacks:
        finding = run_on_semicolon(finding, _who_pays(paying, len(f.paybacks)))
    once = ""
    if f.once is not None:
        finding = run_on_semicolon(finding, _("{share} bought once").format(share=formats.percent(f.once, 0)))
        once = _("Bought once: of those who first bought in {year}, nothing more within a year.").format(
            year=f.once_year
        )
    return Line("acquisition", finding, run_on(once, _returns(f)), "lifecycle")


def _channel(payback) -> str:
    return plain(show_value("first_channel", payback.channel))


def _who_pays(paying: list[str], channels: int) -> str:
    if not paying:
        return _("no channel pays back within a year")
    if len(paying) == channels:
        return _("each channel pays back within a year")
    return ngettext(
        "of {all} channels only {names} pays back within a year",
        "of {all} channels only {names} pay back within a year",
        len(paying),
    ).format(all=formats.whole(channels), names=lists.format_list(paying, locale=language()))


def _returns(f: SimpleNamespace) -> str:
    if not f.paybacks:
        return ""
    each = _("{channel} {ratio}")
    parts = [each.format(channel=_channel(one), ratio=formats.decimal(one.brought / one.cost, 2)) for one in f.paybacks]
    text = _(
        "{word} of the first 12 months for each {one} spent on winning them, customers of {first} to {last}: {list}."
    )
    first, until = f.won["from_month"], f.won["until_month"]
    return text.format(
        word=value_word(capital=True), one=f"{formats.symbol(warehouse.build_info().currency or '')}1",
        first=formats.month(first), last=formats.month(until - MONTH),
        list=_(", ").join(parts),
    )  # fmt: skip


def campaign(f: SimpleNamespace) -> Line:
    """What the last retention campaign earned against its control, and whether that is beyond chance."""
    last = f.last
    name, note = plain(demo_texts.campaign(last.name)), _method(last)
    if last.effect is None:
        text = _("What the last retention campaign, {name}, earned cannot be told: {why}").format(
            name=name, why=_(REFUSED[last.refused])
        )
        return Line("next", text, note, "decisions")
    profit = last.effect.profit
    figures = {"name": name, "profit": money(abs(profit.value)), "low": money(profit.low), "high": money(profit.high)}
    if profit.low > 0:
        text = _(
            "The last retention campaign, {name}, earned {profit} against its control ({low} to {high}): next money there"
        )
    elif profit.high < 0:
        text = _(
            "The last retention campaign, {name}, lost {profit} against its control ({low} to {high}): no more money there"
        )
    elif profit.value >= 0:
        text = _(
            "The last retention campaign, {name}, earned {profit} against its control, but that may be chance ({low} to {high})"
        )
    else:
        text = _(
            "The last retention campaign, {name}, lost {profit} against its control, but that may be chance ({low} to {high})"
        )
    return Line("next", text.format(**figures), run_on(_together(f), note), "decisions")


REFUSED = {
    "no_holdout": N_("nobody was held out"),
    "groups_too_small": N_("fewer than 30 in one of the two groups"),
}


def _method(last) -> str:
    cost = _("its cost of {cost} taken off").format(cost=money(last.cost)) if last.cost else _("its cost is not known")
    return _("{contacted} assigned against {held} held out, {word} of {days} from the contact, {cost}; 95% interval.").format(
        contacted=formats.whole(last.contacted), held=formats.whole(last.held), word=value_word(),
        days=formats.days(last.window_days), cost=cost,
    )  # fmt: skip


def _together(f: SimpleNamespace) -> str:
    if f.together is None:
        return ""
    text = _("All {n} retention campaigns together: {profit} ({low} to {high}).").format(
        n=formats.whole(f.count), profit=money(f.together.value), low=money(f.together.low), high=money(f.together.high)
    )
    if f.together.is_clear:
        return text
    return run_on(text, _("Not beyond chance either: hold out larger groups next time."))
