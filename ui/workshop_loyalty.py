"""A step on satisfaction against loyalty, by how free customers are to choose."""

import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import loyalty
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _
from ui.workshop_question import Question
from ui.workshop_step import Step

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
QUARTERS = {
    "captive": N_("Captive"),
    "loyal": N_("Loyal"),
    "mercenary": N_("Mercenary"),
    "defector": N_("Defector"),
}
TENTHS = tuple(str(n) for n in range(1, 11))
QUARTER_PLACES = ((1.6, 0.66), (4.0, 0.73), (3.55, 0.2), (1.6, 0.12))  # between the curves


def _setting() -> str:
    return _(
        "In a market where offers are alike and changing is easy, two groups of customers answered a questionnaire: the "
        "satisfied (4 of 5) and the delighted (5 of 5). A year later it was seen who bought again."
    )


def _times(raw: str) -> str:
    return _("{n} times").format(n=formats.without_zeros(formats.decimal(float(raw))))


def _explore() -> str:
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
    figures.add_quarters(fig, [_(QUARTERS[code]) for code in QUARTERS], places=QUARTER_PLACES, mode=charts.mode())
    workshop_picture.show(fig, key="loyalty", alt=finding)
    note(
        _(
            "Satisfaction is experience over expectation; loyalty depends on what else there is. Where there is no choice the "
            "dissatisfied stay, until there is one. Where choice is free, satisfied is not enough: the step from 4 to 5 is the "
            "one that counts, and an average of 4.2 hides it. The commodity curve goes through the published figure (Xerox: six "
            "times; Jones and Sasser, Harvard Business Review 1995); the others show the shape and are not measurements."
        )
    )
    _draw_index()
    return finding


def _draw_index() -> None:
    """The index of one customer: experience over expectation."""
    left, right = st.columns(2)
    with left:
        expected = int(page_options.slider("g_expected", _("What was expected, 1 to 10"), TENTHS, default="8"))
    with right:
        lived = int(page_options.slider("g_lived", _("What was experienced, 1 to 10"), TENTHS, default="7"))
    index = loyalty.satisfaction_index(experience=lived, expectation=expected)
    told = _("less than was expected") if index < 1 else _("as expected") if index == 1 else _("more than was expected")
    note(
        _(
            "Satisfaction index = experience ÷ expectation = {index}: {told}. Who promises more has to deliver more."
        ).format(index=formats.decimal(index), told=told)
    )


LOYALTY = Step(
    "loyalty",
    N_("Satisfied is not loyal"),
    7,
    _setting,
    _explore,
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
)
