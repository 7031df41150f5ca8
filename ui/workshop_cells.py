"""The step on value and risk: four cells, a few hundred calls, and which cell to call first."""

import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import outcalls
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.chart_words import words
from ui.i18n import N_, _
from ui.matrix_texts import STRATEGIES
from ui.workshop_question import Question
from ui.workshop_step import Step, percent_text, rate_of

SAVED, COST = 20, 30.0
CODES = tuple(cell.code for cell in outcalls.CELLS)


def _name(code: str) -> str:
    return f"{code} · {words['cell_' + code]}"


def _setting() -> str:
    rows = [
        _("{cell}: {n} customers, {value} a year each, {risk} leave within six months").format(
            cell=_name(cell.code),
            n=formats.whole(cell.customers),
            value=formats.whole(cell.value_a_year),
            risk=formats.percent(cell.risk_rate, 0),
        )
        for cell in outcalls.CELLS
    ]
    start = _(
        "Ten thousand customers in four cells. A call costs {cost} and keeps {saved} of those who would have left. You can "
        "make 500 calls."
    ).format(cost=formats.whole(COST), saved=percent_text(str(SAVED)))
    return start + "\n\n- " + "\n- ".join(rows)


def _explore() -> str:
    left, right = st.columns(2)
    with left:
        saved = rate_of("g_saved", _("Would-be leavers whom a call keeps"), range(5, 55, 5), default=SAVED)
    with right:
        cost = page_options.slider("g_call", _("Cost of a call"), ("5", "15", "30", "60", "120", "240"), default="30")
    gains = outcalls.worth_calling(saved_rate=saved, cost=float(cost))
    best, gain = gains[0]
    finding = (
        _("Call {cell} first: a call keeps {gain} a year after its cost").format(cell=_name(best), gain=_amount(gain))
        if gain > 0
        else _("At this cost no call pays, in any cell")
    )
    bars = [
        figures.Bar(_name(code), each, _amount(each), "value" if code == best and each > 0 else "quiet" if each > 0 else "lost")
        for code, each in gains
    ]  # fmt: skip
    fig = figures.named_bars(bars, title=_("Gain of one call after its cost, a year"), mode=charts.mode())
    workshop_picture.show(fig, key="outcalls", alt=finding)
    note(
        _(
            "A call keeps risk × kept × value. The highest risk alone and the highest value alone are both the wrong guide: "
            "a likely leaver of little value does not pay for the call, and a valuable customer who stays anyway gains nothing "
            "from it. Whether a call keeps anybody, only a group that is not called can tell."
        )
    )
    note("- " + "\n- ".join(f"**{_name(code)}** – {_(STRATEGIES[code][0])}" for code in ("BD", "AD", "BC", "AC")))
    return finding


def _amount(value: float) -> str:
    return formats.ascii_minus(formats.without_zeros(formats.decimal(value, 1)))


MATRIX = Step(
    "matrix",
    N_("Value × churn matrix"),
    8,
    _setting,
    _explore,
    Question(
        "matrix",
        N_("Which cell do you call first?"),
        outcalls.worth_calling(saved_rate=SAVED / 100, cost=COST)[0][0],
        _name,
        choices=CODES,
        is_listed=True,
    ),
    own=("matrix", "churn-warning"),
    advice=N_(
        "Let the teams argue before they answer: one defends the riskiest cell, one the most valuable. Write risk × kept × "
        "value on the board only after the answer."
    ),
    wrong=N_("The most valuable who are not at risk, or the riskiest whatever they are worth."),
)
