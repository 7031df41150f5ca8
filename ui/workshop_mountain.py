"""The first step: steady acquisition, losses that grow, and the year in which the base is largest."""

import streamlit as st

from analytics import five_numbers, mountain
from analytics.figures import projection
from ui import charts, page_options, workshop_picture, workshop_texts
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _
from ui.workshop_question import Question
from ui.workshop_step import Step

ACQUIRED, GROWTH = 20_000, 4_000
YEARS = ("3", "5", "7", "9", "never")


def _truth() -> str:
    code, found = five_numbers.shape_of_path(_path("grow", ACQUIRED, GROWTH))
    return str(found["peak_year"]) if code == "mountain" else "never"


def _path(losses: str, acquired: float, growth: float):
    if losses == "tamed":
        return mountain.tamed_losses(acquired, growth, yearly_fall=0.2)
    if losses == "constant":
        return mountain.constant_rate(acquired, 0.2)
    return mountain.growing_losses(acquired, growth, years=mountain.years_to_show(acquired, growth))


def _count(raw: str) -> str:
    return workshop_texts.count(float(raw))


def _setting() -> str:
    return _(
        "A firm wins 20,000 customers a year, every year. After one year it loses them at a rate of 4,000 a year, after two "
        "years at 8,000, after three at 12,000, and so on."
    )


def _explore() -> str:
    losses = page_options.segmented(
        "g_losses", _("Losses"), ("grow", "constant", "tamed"), default="grow", show=workshop_texts.losses
    )
    left, right = st.columns(2)
    with left:
        acquired = page_options.slider(
            "g_acquired",
            _("Acquired a year"),
            ("10000", "15000", "20000", "25000", "30000"),
            default="20000",
            show=_count,
        )
    growth = str(GROWTH)
    if losses != "constant":
        with right:
            growth = page_options.slider(
                "g_growth", _("Losses rise each year by"), ("2000", "3000", "4000", "5000", "6000"), default=growth, show=_count
            )  # fmt: skip
    path = _path(losses, float(acquired), float(growth))
    code, found = five_numbers.shape_of_path(path)
    finding = workshop_texts.path_finding(code, found)
    fig = projection.base_by_year(
        [(_("Base"), path)],
        words=words,
        year_title=_("Year"),
        ceiling=float(acquired) / 0.2 if losses == "constant" else None,
        peak_year=int(found["peak_year"]) if code in ("mountain", "smile") else None,
        mode=charts.mode(),
        height=420,
    )
    workshop_picture.show(fig, key="mountain", alt=finding)
    note(workshop_texts.why(losses))
    return finding


MOUNTAIN = Step(
    "mountain",
    N_("Mountain or smile"),
    10,
    _setting,
    _explore,
    Question(
        "mountain",
        N_("In which year is the customer base largest?"),
        _truth(),
        workshop_texts.guess,
        choices=YEARS,
    ),
    own=("acquisition-churn", "mountain-smile"),
    advice=N_(
        "Let everybody guess in silence, then collect by show of hands. Ask who draws the base as a line in the air. After "
        "the answer switch the losses to a constant rate: no mountain any more. Then let the rate fall: the smile."
    ),
    wrong=N_("Never, because acquisition is steady; or year 9, mistaking the year in which losses are largest."),
)
