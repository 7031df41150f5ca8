"""Steps on contacting customers: the best weekday for a mailing, and how fast it is forgotten."""

import datetime

import streamlit as st
from babel import dates

from analytics.figures import workshop as figures
from analytics.workshop import mail
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _, language
from ui.sentences import run_on
from ui.workshop_question import Question
from ui.workshop_step import Step, percent_text, rate_of

MONDAY = datetime.date(2024, 1, 1)
SHOWN_MINUTES = (20, 60, 540, 1440, 2880, 8640, 44640)  # Ebbinghaus's own times, rounded


def day_name(position: str) -> str:
    """A weekday by its position, 0 is Monday."""
    return dates.format_date(MONDAY + datetime.timedelta(days=int(position)), "EEEE", locale=language())


def _setting_weekday() -> str:
    return _(
        "A mailing arrives more surely early in the week: later, letter boxes and desks are fuller. But the later in the week, "
        "the more of those who got it take the time to open it."
    )


def _explore_weekday() -> str:
    left, right = st.columns(2)
    with left:
        fall = rate_of("g_fall", _("Delivery falls each day by (of Monday's)"), range(16), default=10)
    with right:
        rise = page_options.slider(
            "g_rise", _("Opening rises each day by (of Monday's)"), ("0", "5", "10", "16.7", "25", "50"), default="16.7",
            show=percent_text,
        )  # fmt: skip
    steepness = mail.RISE_A_DAY if rise == "16.7" else float(rise) / 100
    rows = mail.read_by_weekday(fall_a_day=fall, rise_a_day=steepness)
    best = mail.best_weekday(rows)
    finding = _("{day} is best: {delivered} delivered × {opened} opened = {read} read").format(
        day=day_name(str(best)), delivered=formats.percent(rows[best][0]), opened=formats.percent(rows[best][1]),
        read=formats.percent(rows[best][2]),
    )  # fmt: skip
    bars = [
        figures.Bar(day_name(str(day)), row[2], formats.percent(row[2]), "value" if day == best else "quiet")
        for day, row in enumerate(rows)
    ]
    fig = figures.named_bars(bars, title=_("Share of all sent that is read"), mode=charts.mode())
    workshop_picture.show(fig, key="weekday", alt=finding)
    note(
        _(
            "What counts is the product of two rates: the best day lies between the best of each. The slopes are an "
            "illustration of a published case; move them, and the day moves. Your own day comes from a test that sends "
            "equal groups on different days."
        )
    )
    return finding


def _setting_forgetting() -> str:
    return _(
        "A customer has heard your message once and nothing since. Hermann Ebbinghaus measured in 1885 how fast what was "
        "learned is lost: 42% is forgotten after 20 minutes."
    )


def _moment(minutes: float) -> str:
    if minutes < 60:
        return _("{n} minutes").format(n=formats.whole(minutes))
    if minutes < mail.MINUTES_A_DAY:
        return _("{n} h").format(n=formats.whole(minutes / 60))
    return formats.days(minutes / mail.MINUTES_A_DAY)


def _explore_forgetting() -> str:
    wait = page_options.slider(
        "g_wait",
        _("Second contact after"),
        tuple(str(each) for each in SHOWN_MINUTES),
        default="1440",
        show=lambda raw: _moment(float(raw)),
    )
    forgotten = mail.forgotten_rate(float(wait))
    finding = _("After {moment} {share} is forgotten").format(
        moment=_moment(float(wait)), share=formats.percent(forgotten, 0)
    )
    times = [10 ** (0.2 + 0.05 * step) for step in range(92)]
    lines = [
        figures.Line(_("Still known"), times, [1 - mail.forgotten_rate(each) for each in times]),
        figures.Line(_("Published"), [20.0], [0.58], "base"),
        figures.Line(_("Second contact"), [float(wait)], [1 - forgotten], "lost"),
    ]
    fig = figures.number_lines(
        lines, words=words, title=_("Share still known"), x_title=_("Time since the first contact"), y_kind="percent",
        x_ticks=[(each, _moment(each)) for each in (20, 1440, 44640)], top=1.0, log_x=True, mode=charts.mode(),
    )  # fmt: skip
    workshop_picture.show(fig, key="forgetting", alt=finding)
    note(
        run_on(
            _("Most is lost on the first day, little after it: a second contact is worth most early."),
            _(
                "The curve has Ebbinghaus's form, laid through his two published points (20 minutes, one day). He learned "
                "syllables without meaning; how fast your message fades, and whether a second contact pays, a test tells."
            ),
        )
    )
    return finding


STEPS = (
    Step(
        "weekday",
        N_("The best day for a mailing"),
        4,
        _setting_weekday,
        _explore_weekday,
        Question(
            "weekday",
            N_("On which day is the mailing read most?"),
            str(mail.best_weekday(mail.read_by_weekday())),
            day_name,
            choices=tuple("0123456"),
        ),
        advice=N_(
            "Collect by show of hands, day by day. Then move one slope and let the room foretell where the best day goes."
        ),
        wrong=N_("Monday, because delivery is best; Sunday, because opening is best."),
        needs=N_("A log of contacts with the day sent, delivered and opened gives your own week."),
    ),
    Step(
        "forgetting",
        N_("How fast it is forgotten"),
        4,
        _setting_forgetting,
        _explore_forgetting,
        Question(
            "forgetting",
            N_("How much is forgotten after a day?"),
            f"{100 * mail.forgotten_rate(mail.MINUTES_A_DAY):.12g}",
            percent_text,
            unit=N_("per cent"),
            tolerance=5,
            high=100,
        ),
        advice=N_("Ask what the room still knows of the first step: that is the curve at work."),
        wrong=N_("Far more than 66%, as if forgetting went on at the pace of the first minutes; or about 50%."),
        needs=N_("A log of contacts with the customer's next purchase shows how long your own message works."),
    ),
)
