"""The published figures in words: what each of them is, and how many of them come out."""

import pandas as pd

from analytics import published
from ui import formats
from ui.code_texts import MODELS, text_of
from ui.i18n import N_, _, ngettext
from ui.model_notes import metric_name

PAPERS = {
    "derl": N_("Renewals still to come (DERL, 10%)"),
    "multiple": N_("Margin multiple"),
    "migration": N_("Value with the cost of retaining"),
    "kaplan_meier": N_("Kaplan–Meier"),
}
CASES = {
    "cdnow": N_("CDNOW, 2,357 customers"),
    "high_end": N_("High End"),
    "regular": N_("Regular"),
    "like": N_("customers much alike"),
    "unlike": N_("customers very unlike"),
    "donors": N_("11,104 donors"),
    "retention_60": N_("retention 60%"),
    "retention_70": N_("retention 70%"),
    "retention_80": N_("retention 80%"),
    "retention_90": N_("retention 90%"),
    "case_1": N_("case 1 of the paper"),
    "remission": N_("weeks of remission, 42 patients"),
}
ROUNDING = N_(
    "The reason is where the search for the parameters ended: so far beyond the data their fourth digit shows. "
    "The parameters as the paper prints them, with three digits, would give 1.861."
)
FIGURES = {
    "alpha_weeks": N_("alpha, weeks"),
    "beta_weeks": N_("beta, weeks"),
    "gamma": "gamma",
    "expected_39_weeks": N_("Purchases expected in 39 weeks of the customer worked out"),
    "expected_52_weeks": N_("Purchases expected in 52 weeks of the customer worked out"),
    "p_alive": N_("P(alive) of the customer worked out"),
    "expected_new_1_week": N_("Purchases of a new customer, 1 week"),
    "expected_new_32_weeks": N_("Purchases of a new customer, 32 weeks"),
    "expected_new_78_weeks": N_("Purchases of a new customer, 78 weeks"),
    "holdout_purchases": N_("Repeat purchases in the holdout, bought"),
    "share_without_purchase": N_("Share of customers without a purchase in the holdout"),
    "one_timers_bought": N_("Purchases in the holdout per one-time buyer, bought"),
    "one_timers_expected": N_("Purchases in the holdout per one-time buyer, forecast"),
    "error_week_78": N_("Error of all repeat purchases added up, week 78"),
    "survival_year_12": N_("Share still there in year 12"),
    "renewal_1": N_("Before renewal 1"),
    "renewal_2": N_("Before renewal 2"),
    "renewal_3": N_("Before renewal 3"),
    "renewal_4": N_("Before renewal 4"),
    "renewal_5": N_("Before renewal 5"),
    "expected_silent": N_("Gifts expected in ten years of one who gave nothing in six"),
    "expected_faithful": N_("Gifts expected in ten years of one with four gifts, the last in year 5"),
    "expected_new_10": N_("Gifts expected in ten years of a new donor"),
    "value": N_("Value of a new customer, ten years"),
    "median": N_("Median, weeks"),
    "log_rank": N_("Log-rank statistic against the untreated"),
    "discount_10": N_("Discount rate 10%"),
    "discount_12": N_("Discount rate 12%"),
    "discount_14": N_("Discount rate 14%"),
    "discount_16": N_("Discount rate 16%"),
}


# Figures of which there are several: the start of their codes, and their name with what follows it.
NUMBERED = {
    "next_week_": N_("Purchases next week, customer {n} of the documentation of lifetimes"),
    "spend_": N_("Spend per purchase, customer {n} of the documentation of lifetimes"),
    "week_": N_("Share still in remission after week {n}"),
}


def paper_name(paper: str) -> str:
    """Name of a model or formula that a paper is about."""
    return _(PAPERS[paper]) if paper in PAPERS else text_of(MODELS, paper)


def figure_name(figure: str) -> str:
    """Name of a printed figure; parameters keep their letter."""
    for start, form in NUMBERED.items():
        if figure.startswith(start):
            return _(form).format(n=figure.removeprefix(start))
    return _(FIGURES[figure]) if figure in FIGURES else metric_name(figure)


def case_name(case: str) -> str:
    """The data that a figure comes from; empty where the formula has none."""
    return _(CASES[case]) if CASES.get(case) else ""


def ours(value: float, printed: str) -> str:
    """Our figure with one digit more than the paper prints."""
    return formats.decimal(value, len(printed.partition(".")[2]) + 1)


def finding(rows: pd.DataFrame) -> str:
    """How many printed figures come out."""
    if rows["agrees"].all():
        return _("All {n} printed figures come out to the last digit").format(n=len(rows))
    return _("{agree} of {n} printed figures come out to the last digit").format(
        agree=formats.whole(rows["agrees"].sum()), n=formats.whole(len(rows))
    )


def differences(rows: pd.DataFrame) -> str:
    """The figures that do not come out, each with both values; empty when there is none."""
    apart = rows[~rows["agrees"]]
    if apart.empty:
        return ""
    listed = "; ".join(
        _("{model}, {figure}: printed {printed}, ours {ours}").format(
            model=paper_name(row.paper), figure=figure_name(row.figure), printed=row.printed,
            ours=ours(row.ours, row.printed),
        )
        for row in apart.itertuples()
    )  # fmt: skip
    said = ngettext("One figure differs: {listed}.", "{n} figures differ: {listed}.", len(apart))
    known = set(zip(apart["paper"], apart["figure"], strict=True)) <= published.DEPENDS_ON_ROUNDING
    return " ".join([said.format(n=len(apart), listed=listed), *([_(ROUNDING)] if known else [])])
