"""A step on a claim to check: sales after a mailing against sales before it, without a control group."""

import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import claims
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.i18n import N_, _
from ui.workshop_question import Question
from ui.workshop_step import Step, percent_text, rate_of

AT_MOST = 1


def _answer(raw: str) -> str:
    return _("it cannot be told from this") if raw == "unknown" else percent_text(raw)


def _setting() -> str:
    case = claims.before_after(at_most=AT_MOST)
    return _(
        "A shop mails the customers who bought at most once last year. Before the mailing they bought {before} times a year "
        "each, in the year after {after} times. “Our mailing more than doubled sales,” says the report."
    ).format(before=formats.decimal(case.before), after=formats.decimal(case.after_without))


def _explore() -> str:
    left, right = st.columns(2)
    with left:
        at_most = page_options.slider(
            "g_picked", _("Mailed: bought at most, times last year"), ("1", "2", "3", "4", "6", "8", "12"), default="1"
        )
    with right:
        true = rate_of("g_true", _("What the mailing really adds"), range(0, 55, 5), default=0)
    case = claims.before_after(at_most=int(at_most), true_effect_rate=true)
    finding = _("Before and after say {claimed}; against customers picked alike and not mailed it is {true}").format(
        claimed=formats.signed_percent(case.claimed_rate, 0), true=formats.signed_percent(case.true_rate, 0)
    )
    bars = [
        figures.Bar(_("Year before"), case.before, formats.decimal(case.before), "quiet"),
        figures.Bar(_("Year after, picked alike, not mailed"), case.after_without, formats.decimal(case.after_without), "base"),
        figures.Bar(_("Year after, mailed"), case.after_with, formats.decimal(case.after_with)),
    ]  # fmt: skip
    fig = figures.named_bars(bars, title=_("Purchases per customer and year"), mode=charts.mode())
    workshop_picture.show(fig, key="control", alt=finding)
    note(
        _(
            "Whoever had a bad year is likely to have a better one next, with or without a letter: that is chance going back to "
            "the usual, not the letter. The more strictly the bad ones are picked, the larger the rise that nobody caused. "
            "Only a group picked alike, at random, and not mailed shows what the letter did. ({share} of customers were picked; "
            "purchases follow the usual model of repeat buying, unchanged from year to year.)"
        ).format(share=formats.percent(case.picked_rate, 0))
    )
    return finding


CONTROL = Step(
    "control",
    N_("Claim: sales rose after the mailing"),
    6,
    _setting,
    _explore,
    Question(
        "control",
        N_("By how much did the mailing itself raise sales?"),
        "unknown",
        _answer,
        choices=("160", "80", "0", "unknown"),
    ),
    advice=N_(
        "Ask what else happened in that year. Somebody will say: the season, the economy. The stronger answer is in how the "
        "customers were picked; move that lever."
    ),
    wrong=N_("160%, as reported; or half of it, as a cautious guess. Neither can be known without a control group."),
    own=("decisions",),
)
