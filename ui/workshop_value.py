"""Steps on what retention and conversion are worth: five points of retention, and trial users who pay."""

import streamlit as st

from analytics.figures import workshop as figures
from analytics.workshop import funnel, retention
from ui import charts, formats, page_options, workshop_picture
from ui.blocks import note
from ui.i18n import N_, _
from ui.workshop_question import Question
from ui.workshop_step import Step, percent_text, rate_of

RETENTION, DISCOUNT = 80, 10
CLAIMS = {
    "next_year": N_("Margin of next year alone"),
    "five_years": N_("Margin of five years, discounted"),
    "discounted": N_("Value of all years to come, discounted"),
    "after_cost": N_("The same, less what winning the customer cost"),
    "undiscounted": N_("All years to come, not discounted"),
}


def _truth_retention() -> str:
    gain = retention.gain_rate(retention_rate=RETENTION / 100, discount_rate=DISCOUNT / 100)
    return f"{100 * gain:.12g}"


def _setting_retention() -> str:
    return _(
        "Of 100 customers 80 stay each year. With better care 85 would. A customer brings the same margin each year, and "
        "future margins are discounted at 10% a year."
    )


def _explore_retention() -> str:
    left, middle, right = st.columns(3)
    with left:
        kept = rate_of("g_kept", _("Retention a year"), range(50, 95, 5), default=RETENTION)
    with middle:
        discount = rate_of("g_discount", _("Discount a year"), range(2, 21), default=DISCOUNT)
    with right:
        share = rate_of("g_cost", _("Acquisition cost, share of the value"), range(0, 80, 10), default=50)
    gains = retention.claims(retention_rate=kept, discount_rate=discount, cost_share=share)
    bars = [
        figures.Bar(_(CLAIMS[code]), gain, _gain(gain), "value" if code == "discounted" else "quiet")
        for code, gain in gains
    ]
    low, high = min(gain for _code, gain in gains), max(gain for _code, gain in gains)
    finding = _("Five points of retention: between {low} and {high}, depending on how it is calculated").format(
        low=_gain(low), high=_gain(high)
    )
    fig = figures.named_bars(bars, title=_("Gain from five more points of retention"), mode=charts.mode())
    workshop_picture.show(fig, key="claims", alt=finding)
    note(
        _(
            "Claims from 25% to 100% can all be right: they differ in the horizon, the discount, the retention they start "
            "from, and whether the cost of winning is taken off first. Ask for these four before you quote one. At a "
            "discount of 10% the value itself can never gain more than 58%. What the better care costs is in none of them."
        )
    )
    return finding


def _gain(rate: float) -> str:
    return formats.signed_percent(rate, 0 if rate >= 0.1 else 1)


def _setting_funnel() -> str:
    return _(
        "3.9 million people try a service free of charge. 251,000 of them then pay 3 yuan a month. A report says that this "
        "brings a handsome sum a year, and nobody checks."
    )


def _explore_funnel() -> str:
    left, middle, right = st.columns(3)
    with left:
        conversion = page_options.slider(
            "g_conversion",
            _("Trials that convert"),
            ("6.4", "10", "20", "40", "64", "80"),
            default="6.4",
            show=percent_text,
        )
    with middle:
        price = page_options.slider("g_price", _("Price a month, yuan"), ("1", "3", "5", "10", "30"), default="3")
    with right:
        stays = rate_of("g_stays", _("Payers who stay each month"), range(70, 101, 5), default=100)
    payers = funnel.CONVERTED if conversion == "6.4" else funnel.TRIALS * float(conversion) / 100
    case = funnel.Funnel(converted=payers, price_a_month=float(price), monthly_retention_rate=stays)
    finding = _("{payers} payers at {price} yuan a month bring {revenue} yuan a year, not {claim}").format(
        payers=formats.short(payers), price=price, revenue=_yuan(case.year_revenue), claim=_yuan(funnel.CLAIMED_A_YEAR)
    )
    bars = [
        figures.Bar(_("As published"), funnel.CLAIMED_A_YEAR, _yuan(funnel.CLAIMED_A_YEAR), "quiet"),
        figures.Bar(_("Payers × price × months paid"), case.year_revenue, _yuan(case.year_revenue)),
    ]
    fig = figures.named_bars(bars, title=_("Revenue of the first year, yuan"), mode=charts.mode())
    workshop_picture.show(fig, key="funnel", alt=finding)
    needed = funnel.needed_for(funnel.CLAIMED_A_YEAR, funnel.Funnel())
    note(
        _(
            "The check takes ten seconds: 251,000 × 3 × 12 = {revenue}. For {claim} either {payers} would have to pay, "
            "{share} of all who tried, or each would pay {price} yuan a month. And a payer who leaves after the second month "
            "pays two months, not twelve."
        ).format(
            revenue=_yuan(funnel.Funnel().year_revenue),
            claim=_yuan(funnel.CLAIMED_A_YEAR),
            payers=formats.short(needed["payers"]),
            share=formats.percent(needed["conversion_rate"], 0),
            price=formats.decimal(needed["price_a_month"], 1),
        )
    )
    note(
        _(
            "Acquire, maintain, convert: on day 15 ask for a rating and a comment, ask the pleased to recommend, remind before "
            "the trial ends, and ask those who did not stay why."
        )
    )
    return finding


def _yuan(amount: float) -> str:
    return formats.without_zeros(formats.short(round(amount)))


STEPS = (
    Step(
        "retention",
        N_("Five points of retention"),
        8,
        _setting_retention,
        _explore_retention,
        Question(
            "retention",
            N_("By how many per cent does the value of a customer rise, if 85 stay instead of 80?"),
            _truth_retention(),
            percent_text,
            unit=N_("per cent"),
            tolerance=5,
            high=1000,
        ),
        own=("equity", "look-forward"),
        advice=N_(
            "Write the five guesses that differ most on the board, and ask each what was counted: next year, for ever, with or "
            "without what winning costs. Then move the retention to 90% and see the gain rise."
        ),
        wrong=N_("Five per cent (as if points were per cent); 6.25% (next year alone); 42% (without discount)."),
    ),
    Step(
        "funnel",
        N_("From trial to paying"),
        6,
        _setting_funnel,
        _explore_funnel,
        Question(
            "funnel",
            N_("How many yuan a year is that?"),
            f"{funnel.Funnel().year_revenue:.0f}",
            lambda raw: _yuan(float(raw)),
            choices=("753000", "9036000", "90000000", "903600000"),
        ),
        own=("acquisition-churn",),
        advice=N_(
            "Give ten seconds, then ask who multiplied. The lesson is the habit: check a figure before it is passed on. Then move "
            "the share of payers who stay each month."
        ),
        wrong=N_("90 million, ten times too much, as it was published; 0.75 million, the revenue of one month."),
        needs=N_("A list of trials with the day each began, converted and ended shows the same for your own service."),
    ),
)
