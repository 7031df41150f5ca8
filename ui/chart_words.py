"""Chart texts by code, and the number formats figures write their labels with, in the reader's language.

Figures take `words` as a mapping. This one translates at each look-up, so a module can hold it and still speak the
language of whoever reads now. A test holds that every code a figure asks for is here.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ui import formats, warehouse
from ui.code_texts import MODELS
from ui.definitions import has_margin, name_of
from ui.i18n import N_, _

TEXTS = {
    **MODELS,
    "base": N_("Base"),
    "acquired": N_("Acquired"),
    "won_back": N_("Won back"),
    "lost": N_("Lost"),
    "a_year_to_each_period": N_("Customers in the 12 months to each date"),
    "net": N_("Net"),
    "ceiling": N_("Ceiling"),
    "peak": N_("Peak"),
    "not_yet_observable": N_("Losses not yet observable"),
    "incomplete": N_("Incomplete"),
    "customers": N_("Customers"),
    "customers_per_month": N_("Customers a month"),
    "customers_per_quarter": N_("Customers a quarter"),
    "customers_per_year": N_("Customers a year"),
    "on_course": N_("On this course"),
    "forecast_then": N_("Said a year ago"),
    "what_came": N_("What came"),
    "false_loss_rate": N_("Share of losses that came back"),
    "lost_last_12_months": N_("Lost in the last 12 months"),
    "lapse_days": N_("Lapse window, days"),
    "chosen": N_("In use"),
    "calibration_end": N_("The forecast begins"),
    "repeat_purchases": N_("Repeat purchases, added up"),
    "holdout_purchases_per_customer": N_("Purchases per customer in the holdout"),
    "calibration_frequency": N_("Repeat purchases before"),
    "and_more": N_("{number}+"),
    "value_per_customer": N_("Expected value per customer"),
    "no_value": N_("None"),
    "value_share": N_("Share of the value"),
    "customer_share": N_("Share of customers, the most valuable first"),
    "equal_customers": N_("All equal"),
    "top_customers_hold": N_("{customers} of customers hold {value}"),
    "stage_new": N_("New"),
    "stage_growing": N_("Growing"),
    "stage_mature": N_("Mature"),
    "stage_declining": N_("Declining"),
    "stage_won_back": N_("Won back"),
    "base_share": N_("Share of the base"),
    "one_channel": N_("One channel"),
    "several_channels": N_("Several channels"),
    "purchase_days_12m": N_("Purchase days in the past 12 months"),
    "value_each": N_("Brought per customer"),
    "profit_share": N_("Share of the profit, added up"),
    "profit_customer_share": N_("Share of customers, the most profitable first"),
    "top_profit_customers_hold": N_("{customers} of customers make {value} of the profit"),
    "all_profit": N_("All profit"),
    "count_customers": N_("{count} customers"),
    "value_axis": N_("Value of the past 12 months"),
    "risk_axis": N_("Risk of leaving"),
    "cell_AC": N_("low risk, low value"),
    "cell_AD": N_("low risk, high value"),
    "cell_BC": N_("high risk, low value"),
    "cell_BD": N_("high risk, high value"),
    "share_active": N_("Share active"),
    "share_in_base": N_("Share still in the base"),
    "average": N_("Average"),
    "cohort": N_("Cohort"),
    "cohorts": N_("Cohorts"),
    "age_months": N_("Months since the first purchase"),
    "value_per_acquired": N_("Value per acquired customer, added up"),
    "acquisition_cost": N_("Acquisition cost"),
    "paid_back": N_("Paid back"),
    "interval": N_("{coverage} interval"),
    "median": N_("Median"),
    "equity_opening": N_("Opening equity"),
    "equity_unwinding": N_("Unwinding of the discount"),
    "equity_released": N_("Expected margin released"),
    "equity_entering": N_("Months entering the horizon"),
    "equity_acquired": N_("Acquired"),
    "equity_grown": N_("Grown"),
    "equity_shrunk": N_("Shrunk"),
    "equity_lost": N_("Lost"),
    "equity_won_back": N_("Won back"),
    "equity_revision": N_("Revision of the model"),
    "equity_restated": N_("Restated data and settings"),
    "equity_before_revision": N_("Before revision"),
    "equity_revision_behaviour": N_("Revision: behaviour"),
    "equity_revision_spend": N_("Revision: spend"),
    "equity_revision_margin": N_("Revision: margin rate"),
    "equity_revision_discount": N_("Revision: discount rate"),
    "equity_closing": N_("Closing equity"),
    "lever_retention": N_("Retention"),
    "lever_margin": N_("Margin"),
    "lever_discount": N_("Discount rate"),
    "lever_acquisition_cost": N_("Acquisition cost"),
    "less": N_("less"),
    "more": N_("more"),
    "at_risk": N_("under observation"),
    "value_each_36m": N_("Expected value of one customer of the base"),
    "days_since_last": N_("Days since the last purchase"),
    "repeats_so_far": N_("Repeat purchases so far"),
    "brought_a_month": N_("Brought in the month"),
    "out_of_base": N_("Out of the base"),
    "p_alive_word": N_("P(alive)"),
    "grade_word": N_("Value grade, A the highest"),
    "count_purchase_days": N_("{count} purchase days"),
    "grade_then": N_("Grade then"),
    "grade_now": N_("Grade now"),
    "of_the_grade": N_("{share} of grade {grade}"),
    "recency_own": N_("By own pace"),
    "recency_plain": N_("By days alone"),
    "recency_score": N_("Recency score, 5 the best"),
    "share_bought_again": N_("Share that bought again"),
    "customers_listed": N_("Customers listed, the highest risk first"),
    "leavers_caught": N_("Leavers caught"),
    "at_random": N_("a list at random"),
    "chance_given": N_("Chance given"),
    "share_left": N_("Share that left"),
    "as_given": N_("as was said"),
    "false_alarms": N_("Stayers listed"),
    "precision_word": N_("Leavers among the listed"),
    "recall_word": N_("Leavers caught"),
    "all_customers": N_("All customers"),
    "top_tenth": N_("Most valuable tenth"),
    "expected_to_leave": N_("Expected to leave"),
    "serving_model": N_("The warning"),
    "best_baseline": N_("Best baseline"),
    "list_profit": N_("Expected profit of the list"),
    "list_from_risk": N_("Listed from this risk of leaving"),
    "best_list": N_("highest at"),
}
# Named as everywhere else: their names hold settings of the build.
DEFINED = ("value_36m", "value_at_risk", "past_12m_value")


def _money(value: float) -> str:
    return formats.without_zeros(formats.money(value, warehouse.build_info().currency or ""))


def _count(value: float) -> str:
    return formats.without_zeros(formats.short(value))


def _percent(rate: float) -> str:
    return formats.without_zeros(formats.percent(rate))


FORMATS: dict[str, Callable] = {
    "format_count": _count,
    "format_decimal": formats.decimal,
    "format_money": _money,
    "format_percent": _percent,
    "format_rate": _percent,
    "format_days": formats.days,
    "format_months": formats.months,
    "format_day": formats.day,
    "format_month": formats.month,
    "format_period": formats.period,
}


# Of a firm that gave no margin, whose money is revenue.
OF_REVENUE = {"equity_released": N_("Expected revenue released")}


class ChartWords(Mapping):
    """Code -> text, `format_<kind>` -> callable."""

    def __getitem__(self, code: str) -> Any:
        if code in FORMATS:
            return FORMATS[code]
        if code in OF_REVENUE and warehouse.name_or("") and not has_margin():
            return _(OF_REVENUE[code])
        return name_of(code) if code in DEFINED else _(TEXTS[code])

    def __iter__(self) -> Iterator[str]:
        return iter([*TEXTS, *DEFINED, *FORMATS])

    def __len__(self) -> int:
        return len(TEXTS) + len(DEFINED) + len(FORMATS)


words = ChartWords()
