"""Steps on trust: gifts taken by splitting a deposit, and satisfaction against loyalty by competition."""

import functools

import pandas as pd
import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import gaming, loyalty
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _
from ui.workshop_ask import Question
from ui.workshop_step import Step, percent_text, rate_of

LEVELS = {
    "monopoly": N_("Monopoly"),
    "protected": N_("Hard to change"),
    "open": N_("Free choice"),
    "commodity": N_("Commodity"),
}
LOOKS = {
    "monopoly": ("base", "solid"),
    "protected": ("acquired", "dash"),
    "open": ("value", "solid"),
    "commodity": ("lost", "dot"),
}
ZONES = {
    "captive": N_("captive: dissatisfied, stays for want of choice"),
    "loyal": N_("loyal: satisfied and stays"),
    "mercenary": N_("mercenary: satisfied and leaves all the same"),
    "defector": N_("defector: dissatisfied and leaves"),
}


@functools.cache
def _deposits() -> pd.DataFrame:
    return gaming.planted_deposits()


def _gift_count() -> int:
    return int((_deposits()["amount"] >= gaming.THRESHOLD).sum())


def _setting_gaming() -> str:
    return _(
        "A bank gives a present for each deposit of {threshold} or more. In a month {customers} customers make {deposits} "
        "deposits and take {gifts} presents. {splitters} of them ({share}) split one sum into four to six deposits; one "
        "of them took six presents for one sum."
    ).format(
        threshold=formats.whole(gaming.THRESHOLD),
        customers=gaming.CUSTOMERS,
        deposits=len(_deposits()),
        gifts=_gift_count(),
        splitters=gaming.SPLITTERS,
        share=formats.percent(gaming.SPLITTERS / gaming.CUSTOMERS, 0),
    )


def _truth_gaming() -> str:
    deposits = _deposits()
    taken = int(((deposits["amount"] >= gaming.THRESHOLD) & deposits["is_split"]).sum())
    return f"{100 * taken / _gift_count():.12g}"


def _explore_gaming() -> str:
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
            "The suspects took {gifts} presents more than one sum each would have earned, {share} of all. A stricter rule "
            "misses some, a looser one accuses regular customers: look before you accuse. Better still, change the offer: one "
            "present a customer, or a present that grows with the sum. Firms are said to reckon with a fifth of their "
            "gifts going astray. The deposits are made up."
        ).format(gifts=formats.whole(gifts), share=formats.percent(gifts / _gift_count(), 0))
    )
    return finding


def _setting_loyalty() -> str:
    return _(
        "In a market where offers are alike and changing is easy, two groups of customers answered a questionnaire: the "
        "satisfied (4 of 5) and the "
        "delighted (5 of 5). A year later it was seen who bought again."
    )


def _times(raw: str) -> str:
    return _("{n} times").format(n=formats.without_zeros(formats.decimal(float(raw))))


def _explore_loyalty() -> str:
    level = page_options.segmented(
        "g_market", _("Market"), loyalty.LEVELS, default="commodity", show=lambda code: _(LEVELS[code])
    )
    scores = ("1.5", "2", "3", "4", "4.5", "5")
    score = float(page_options.slider("g_score", _("Satisfaction, 1 to 5"), scores, default="4"))
    stays = loyalty.loyal_rate(score, level)
    finding = _("{market}, satisfaction {score}: {share} stay; {zone}").format(
        market=_(LEVELS[level]), score=formats.without_zeros(formats.decimal(score, 1)),
        share=formats.percent(stays, 0), zone=_(ZONES[loyalty.zone(score, stays)]),
    )  # fmt: skip
    points = [1 + step / 25 for step in range(101)]
    lines = [
        figures.Line(_(LEVELS[each]), points, [loyalty.loyal_rate(point, each) for point in points], *LOOKS[each])
        for each in loyalty.LEVELS
    ]
    lines.append(figures.Line(_("Chosen"), [score], [stays], "at_risk"))
    fig = figures.number_lines(
        lines, words=words, title=_("Share that stays"), x_title=_("Satisfaction, 1 to 5"), y_kind="percent",
        x_ticks=[(n, str(n)) for n in range(1, 6)], top=1.0, mode=charts.mode(),
    )  # fmt: skip
    workshop_picture.show(fig, key="loyalty", alt=finding)
    note(
        _(
            "Satisfaction is experience over expectation; loyalty depends on what else there is. Where there is no choice the "
            "dissatisfied stay, until there is one. Where choice is free, satisfied is not enough: the step from 4 to 5 is the "
            "one that counts, and an average of 4.2 hides it. The commodity curve goes through the published figure (Xerox: six "
            "times; Jones and Sasser, Harvard Business Review 1995); the others show the shape and are not measurements."
        )
    )
    return finding


STEPS = (
    Step(
        "gaming",
        N_("Presents for splitting a deposit"),
        6,
        _setting_gaming,
        _explore_gaming,
        Question(
            "gaming",
            N_("What share of all presents do these few take?"),
            _truth_gaming(),
            percent_text,
            unit=N_("per cent"),
            tolerance=4,
            high=100,
        ),
        needs=N_(
            "A list of deposits or orders around a promotion, with customer, day and amount, lets you try the rule."
        ),
        advice=N_("Ask who has done it. Then let the teams move the rule until it accuses somebody innocent."),
        wrong=N_("About as large as their share of customers: three per cent."),
    ),
    Step(
        "loyalty",
        N_("Satisfied is not loyal"),
        7,
        _setting_loyalty,
        _explore_loyalty,
        Question(
            "loyalty",
            N_("How many times as likely are the delighted to buy again, compared with the satisfied?"),
            f"{loyalty.TIMES_LIKELIER:g}",
            _times,
            choices=("1.25", "2", "3", "6"),
        ),
        needs=N_(
            "Answers to one question on satisfaction, with the customer's number, laid beside who stayed a year later."
        ),
        advice=N_(
            "Let each participant place their own firm on the picture before the curves are shown. Ask the captives' "
            "suppliers what happens when the market opens."
        ),
        wrong=N_("A quarter more (5 against 4), as if loyalty grew in step with satisfaction."),
    ),
)
