"""A step on a promotion that is gamed: gifts taken by splitting one deposit, and the rule that finds it."""

import functools

import pandas as pd
import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import gaming
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.i18n import N_, _
from ui.workshop_question import Question
from ui.workshop_step import Step, percent_text, rate_of


@functools.cache
def _deposits() -> pd.DataFrame:
    return gaming.planted_deposits()


def _gift_count() -> int:
    return int((_deposits()["amount"] >= gaming.THRESHOLD).sum())


def _setting() -> str:
    return _(
        "A bank gives a gift for each deposit of {threshold} or more. In a month {customers} customers make {deposits} "
        "deposits and take {gifts} gifts. {splitters} of them ({share}) split one sum into four to six deposits; one "
        "of them took six gifts for one sum."
    ).format(
        threshold=formats.whole(gaming.THRESHOLD),
        customers=gaming.CUSTOMERS,
        deposits=len(_deposits()),
        gifts=_gift_count(),
        splitters=gaming.SPLITTERS,
        share=formats.percent(gaming.SPLITTERS / gaming.CUSTOMERS, 0),
    )


def _truth() -> str:
    deposits = _deposits()
    taken = int(((deposits["amount"] >= gaming.THRESHOLD) & deposits["is_split"]).sum())
    return f"{100 * taken / _gift_count():.12g}"


def _explore() -> str:
    left, middle, right = st.columns(3)
    with left:
        least = page_options.slider("g_least", _("Deposits at the threshold, at least"), tuple("23456"), default="3")
    with middle:
        window = page_options.slider("g_window", _("Within days"), ("1", "3", "7", "14", "30"), default="7")
    with right:
        above = rate_of("g_above", _("Above the threshold by up to"), range(11), default=5)
    suspected = gaming.suspects(_deposits(), within_rate=above, window_days=int(window), at_least=int(least))
    result = gaming.score(_deposits(), suspected)
    finding = _("The rule finds {found} of {all}, and suspects {wrong} who did nothing wrong").format(
        found=result.found, all=gaming.SPLITTERS, wrong=result.wrong
    )
    bars = [
        figures.Bar(_("Found"), result.found, formats.whole(result.found)),
        figures.Bar(_("Missed"), result.missed, formats.whole(result.missed), "quiet"),
        figures.Bar(_("Suspected wrongly"), result.wrong, formats.whole(result.wrong), "lost"),
    ]
    fig = figures.named_bars(bars, title=_("Customers"), mode=charts.mode())
    workshop_picture.show(fig, key="gaming", alt=finding)
    gifts = int(suspected["gifts_too_many"].sum())
    note(
        _(
            "The suspects took {gifts} gifts more than one sum each would have earned, {share} of all. A stricter rule "
            "misses some, a looser one accuses regular customers: look before you accuse. Better still, change the offer: one "
            "gift a customer, or a gift that grows with the sum. Firms are said to expect a fifth of their "
            "gifts to go astray. The deposits are made up."
        ).format(gifts=formats.whole(gifts), share=formats.percent(gifts / _gift_count(), 0))
    )
    return finding


GAMING = Step(
    "gaming",
    N_("Gifts for splitting a deposit"),
    6,
    _setting,
    _explore,
    Question(
        "gaming",
        N_("What share of all gifts do these few take?"),
        _truth(),
        percent_text,
        unit=N_("per cent"),
        tolerance=4,
        high=100,
    ),
    needs=N_("A list of deposits or orders around a promotion, with customer, day and amount, lets you try the rule."),
    advice=N_("Ask who has done it. Then let the teams move the rule until it accuses somebody innocent."),
    wrong=N_("About as large as their share of customers: three per cent."),
)
