"""What each figure means: name, unit and definition by code. Cards show the definition on hover, pages list it below.

Texts may name settings of the build: {lapse}, {horizon}, {discount}, {risk}, {value}, {Value} are filled in when shown.
"""

from dataclasses import dataclass
from functools import lru_cache

from ui import formats, warehouse
from ui.i18n import N_, _, language


@dataclass(frozen=True)
class Definition:
    """Name and meaning of one figure; both are messages of the catalogue."""

    name: str
    meaning: str


DEFINITIONS = {
    "base": Definition(
        N_("Customer base"),
        N_(
            "Customers who have not lapsed: the last purchase is at most {lapse} ago, or a contract is running. "
            "At the end of the period."
        ),
    ),
    "acquired": Definition(
        N_("Acquired"), N_("Customers whose first purchase ever, or first contract, is in the period.")
    ),
    "lost": Definition(
        N_("Lost"),
        N_(
            "Losses dated in the period: nothing bought for more than {lapse}, or a contract that ended and was not "
            "renewed. A loss is dated on the day after the window has passed; some come back later."
        ),
    ),
    "won_back": Definition(N_("Won back"), N_("Returns of customers who had been lost, in the period.")),
    "opening": Definition(N_("Opening base"), N_("Customer base at the start of the period.")),
    "closing": Definition(
        N_("Closing base"), N_("Opening base + acquired + won back − lost; exact for every period and every filter.")
    ),
    "retained": Definition(N_("Retained"), N_("Customers in the base at both ends of the period.")),
    "active": Definition(N_("Active"), N_("Customers with at least one purchase in the period.")),
    "loss_rate": Definition(
        N_("Loss rate"),
        N_("Share of the opening base that is outside at the close. Returns within the period do not count as losses."),
    ),
    "ceiling": Definition(
        N_("Ceiling"),
        N_("Where the base would settle if acquisition and loss rate stayed as they were: additions ÷ loss rate."),
    ),
    "break_even": Definition(
        N_("What would hold the base"),
        N_(
            "New and returning customers a month that equal the losses at today's base: loss rate × base. Both rates as "
            "they stand now where the history carries a trend, else averages of the last observable year."
        ),
    ),
    "cause": Definition(
        N_("Why the base moves"),
        N_(
            "The change of the net movement between two years, split exactly (Kitagawa 1955): customers who came; loss "
            "rates compared at equal age; the age mix, because young customers leave at other rates than old ones; and "
            "the size of the base. Each part is taken at the mean of both years for the others."
        ),
    ),
    "lapse_days": Definition(
        N_("Lapse window"),
        N_(
            "A customer who has bought nothing for longer than this has lapsed. By default 90% of repeat purchases "
            "come within it, kept between 30 and 730 days."
        ),
    ),
    "false_loss_rate": Definition(
        N_("False-loss rate"),
        N_(
            "Share of the losses that later bought again: the price of a short lapse window. "
            "Later returns are not yet seen."
        ),
    ),
    "burn_in": Definition(
        N_("Not yet observable"),
        N_(
            "Until the lapse window has passed once after the data begin, nobody can be lost, so the base can only "
            "grow. No trend, rate or comparison uses these periods."
        ),
    ),
    "incomplete": Definition(
        N_("Incomplete period"), N_("A period that the as-of date cuts short. It is left out of averages and trends.")
    ),
    "revenue": Definition(N_("Revenue"), N_("Revenue of the period, returns netted. No margin was given.")),
    "margin": Definition(N_("Margin"), N_("Margin of the period, returns netted.")),
    "value_36m": Definition(
        N_("Value, {horizon}"),
        N_(
            "Customer lifetime value over {horizon}: expected {value} from future purchases of today's customers, "
            "discounted at {discount} a year, mid-period."
        ),
    ),
    "value_at_risk": Definition(
        N_("Value at risk"),
        N_(
            "Chance of leaving × (value if the customer stays − value if the customer leaves), added over the base. "
            "Leaving means no purchase in the next {risk}."
        ),
    ),
    "value_if_all_stay": Definition(
        N_("Worth if all stay"),
        N_(
            "Expected value over {horizon} + value at risk: what these customers would be worth if none left in the "
            "next {risk}. The expected value alone holds the leaving already, so value at risk can exceed it."
        ),
    ),
    "in_matrix": Definition(N_("In the matrix"), N_("Customers of the base with a risk of leaving.")),
    "leaving": Definition(
        N_("Likely to leave"), N_("Customers whose risk of leaving is at or above the threshold chosen below.")
    ),
    "leaving_high_value": Definition(
        N_("High value, leaving"),
        N_("Customers above both thresholds chosen below: value of the past twelve months and risk of leaving."),
    ),
    "p_leave": Definition(
        N_("Risk of leaving"),
        N_("Chance of no purchase in the next {risk}, or of not renewing a contract; a model's estimate."),
    ),
    "churn_risk": Definition(
        N_("Risk, early warning"),
        N_(
            "Chance of no purchase in the next {risk} and of no contract running at their end, by the early-warning model: it "
            "learns from what customers did before they left, and is calibrated on a later month."
        ),
    ),
    "listed": Definition(N_("On the list"), N_("Customers of the base whose risk is at or above the cut chosen.")),
    "expected_leavers": Definition(
        N_("Expected leavers"),
        N_("Sum of the risks of those on the list. The rest of the list is expected to stay."),
    ),
    "churn_value_at_risk": Definition(
        N_("Value at risk"),
        N_(
            "Risk of the early warning × (value if the customer stays − value if the customer leaves) over {horizon}, by the "
            "purchase and contract models."
        ),
    ),
    "came_on_list": Definition(
        N_("New on the list"),
        N_("Listed now, in the base but not listed at the month end before, by the same model; newcomers count."),
    ),
    "went_off_list": Definition(
        N_("Off the list"),
        N_("Listed at the month end before, still in the base and no longer listed: most have bought again."),
    ),
    "roc_auc": Definition(
        N_("ROC AUC"),
        N_("Chance that a customer who left had been given a higher risk than one who stayed; 0.5 is guessing."),
    ),
    "pr_auc": Definition(
        N_("PR AUC"), N_("Mean share of real leavers on lists of every length; guessing gives the share of leavers.")
    ),
    "top_decile_lift": Definition(
        N_("Lift, top tenth"), N_("Leaving rate of the tenth with the highest risk ÷ leaving rate of all.")
    ),
    "brier_score": Definition(
        N_("Brier score"), N_("Mean squared difference between chance and outcome; 0 is perfect.")
    ),
    "log_loss": Definition(
        N_("Log loss"), N_("Mean surprise at the outcomes, given the chances; lower is better. It chooses the model.")
    ),
    "calibration_ratio": Definition(
        N_("Expected ÷ seen"), N_("Leavers expected over leavers seen; 1 is perfect, below 1 too few were expected.")
    ),
    "empc": Definition(
        N_("Expected maximum profit"),
        N_(
            "Profit of a retention campaign per customer of the base, at the best length of list, averaged over how many leavers "
            "accept an offer (Verbraken, Verbeke, Baesens 2013). Costs and acceptance are assumptions."
        ),
    ),
    "psi": Definition(
        N_("Drift (PSI)"),
        N_(
            "Population stability index of the risks against the first month; below 0.1 stable, above 0.25 other customers."
        ),
    ),
    "p_alive": Definition(
        N_("P(alive)"),
        N_("The model's estimate that the customer has not left for good. It depends on the model and is not a fact."),
    ),
    "expected_purchases_12m": Definition(
        N_("Purchases, 12 months"), N_("Repeat purchase days expected in the next twelve months.")
    ),
    "expected_spend": Definition(
        N_("Spend per purchase"), N_("Expected {value} per purchase day (Gamma–Gamma model).")
    ),
    "past_12m_value": Definition(N_("Past 12 months"), N_("{Value} of the twelve months to the as-of date.")),
    "frequency": Definition(
        N_("Repeat purchases"), N_("Purchase days after the first; all purchases of one day count once.")
    ),
    "last_gap_days": Definition(N_("Days since last"), N_("Days from the last purchase day to the as-of date.")),
    "value_no_horizon": Definition(
        N_("Value without horizon"),
        N_(
            "Expected discounted {value} of all purchases still to come (residual value, DERT). Much of it lies where "
            "nobody can check a model, so the headline is the value of {horizon}."
        ),
    ),
    "renewals_to_come": Definition(
        N_("Renewals to come"),
        N_(
            "Discounted renewals still to come (DERL), seen just before the next one, which counts in full. It rises "
            "with age because those who leave easily are gone first."
        ),
    ),
    "brier": Definition(
        N_("Mean squared error of the chance"),
        N_("Mean squared distance between the chance that was forecast and what came, 1 or 0; lower is better."),
    ),
    "interval_80": Definition(
        N_("80% interval"),
        N_(
            "In 80 of 100 cases the customer's own value ends between these two; it is wide because single "
            "customers differ."
        ),
    ),
    "concentration": Definition(
        N_("Concentration"), N_("Share of the expected value that the most valuable share of the customers holds.")
    ),
    "holdout": Definition(
        N_("Holdout check"),
        N_(
            "The model learns from the earlier part of the data alone and forecasts the later part, which it has not "
            "seen; what was really bought is the test."
        ),
    ),
    "naive_before": Definition(
        N_("Naive forecast"),
        N_("Each customer buys as often as in the equally long time just before. A model must beat it."),
    ),
    "zero": Definition(N_("Zero forecast"), N_("Nobody buys again.")),
    "mse": Definition(
        N_("Squared error"), N_("Mean squared difference between forecast and purchases, per customer; 0 is perfect.")
    ),
    "correlation": Definition(N_("Correlation"), N_("Between each customer's forecast and purchases; 1 is perfect.")),
    "total_error": Definition(N_("Total error"), N_("Forecast of all purchases together against what was bought.")),
    "grade": Definition(
        N_("Value grade"), N_("Fifths of the base by {value} of the past twelve months; A is the highest.")
    ),
    "typical_gap": Definition(
        N_("Typical gap"),
        N_(
            "The customer's own mean number of days between purchase days, drawn to that of customers of the same first "
            "category as if two such gaps had been seen: one purchase or two say little."
        ),
    ),
    "overdue": Definition(
        N_("Times the usual gap"),
        N_("Days since the last purchase ÷ typical gap: 1 is on time, 3 is three times as long."),
    ),
    "rfm": Definition(
        N_("R, F, M"),
        N_(
            "Scores 1 to 5 in fifths of the customers without contract in the base, 5 the best: R recency by own pace, F "
            "purchases and M {value} of the past 12 months."
        ),
    ),
    "grade_fell": Definition(
        N_("Fell"), N_("Customers in the base at both month ends whose grade is lower at the later one.")
    ),
    "grade_rose": Definition(
        N_("Rose"), N_("Customers in the base at both month ends whose grade is higher at the later one.")
    ),
    "grade_left": Definition(
        N_("Left the base"), N_("Customers in the base at the earlier month end who are not in it at the later one.")
    ),
    "grade_value_fell": Definition(
        N_("Change of yearly value"),
        N_(
            "{Value} of the 12 months to the later month end less that of the 12 months to the earlier one, these customers."
        ),
    ),
    "rows_in": Definition(
        N_("Rows in"), N_("Transaction rows read; each is either accepted or turned away with a reason.")
    ),
    "data_confidence": Definition(
        N_("Confidence in today"),
        N_(
            "Share of accepted rows, halved for each lapse window that lies between the last day of the data and the "
            "build: after one window without news every customer's state may have changed. Our own rule."
        ),
    ),
    "data_age": Definition(N_("Age of the data"), N_("Days from the last day of the data to the build.")),
    "rejected": Definition(
        N_("Turned away"), N_("Rows that broke a stated rule; each is kept with file, row number and reason.")
    ),
    "money_accepted": Definition(
        N_("Money accepted"), N_("Sum of the accepted amounts, cancellations and returns netted.")
    ),
    "customers": Definition(N_("Customers"), N_("Customers with at least one accepted purchase or contract.")),
    "cohort": Definition(
        N_("Cohort"), N_("Customers whose first purchase, or first contract, lies in the same month, quarter or year.")
    ),
    "share_in_base": Definition(
        N_("Still in the base"),
        N_(
            "Share of a cohort that is in the base at the end of that month of age; whoever was won back counts again. "
            "Averages weigh cohorts by size, over observed cells only."
        ),
    ),
    "share_active": Definition(
        N_("Active in the month"),
        N_(
            "Share of a cohort that bought, or was billed under a contract, in that month of age. "
            "It is no retention rate."
        ),
    ),
    "median_stay": Definition(
        N_("Median first stay"),
        N_("Age at which half of the customers have left the base for the first time (Kaplan–Meier)."),
    ),
    "share_staying": Definition(
        N_("Not yet left"),
        N_(
            "Share of customers who have not left the base even once by that age; those observed for a shorter time "
            "count as long as they are followed (Kaplan–Meier)."
        ),
    ),
    "hazard": Definition(
        N_("Leaving in the month"),
        N_("Of the customers who have not left before, the share that leaves within that month of age."),
    ),
    "bought_again": Definition(
        N_("Bought a second time"),
        N_(
            "Share of customers with a second purchase day within that time after the first; those observed for a "
            "shorter time count as long as they are followed (Kaplan–Meier)."
        ),
    ),
    "value_per_acquired": Definition(
        N_("Brought per customer"),
        N_("{Value} of a cohort up to that age, divided by all customers acquired in it; not discounted."),
    ),
    "equity_base": Definition(
        N_("Existing base"),
        N_(
            "Customer equity of today's base: expected {value} of the customers who have not lapsed, over {horizon}, "
            "discounted at {discount} a year. Lapsed customers are taken off the books."
        ),
    ),
    "equity_to_come": Definition(
        N_("Customers to come"),
        N_(
            "Customers expected in the next 12 months, each with the first purchase and {horizon} of what follows, "
            "discounted to today, less what acquiring them costs where that was given. Never a part of the existing base."
        ),
    ),
    "equity_new_customer": Definition(
        N_("A new customer"),
        N_(
            "Mean {value} of the first purchase over the last 24 months, and what the model expects of a new customer over "
            "{horizon}; of all new customers, whatever the filters, for the latter."
        ),
    ),
    "equity_acquisition_cost": Definition(
        N_("Cost to acquire one"),
        N_("Spending on acquisition over the last 12 complete months, divided by the customers acquired in them."),
    ),
    "equity_retention": Definition(
        N_("+5 points retention"),
        N_(
            "What equity would gain from five points more retention. Purchases: the chance of leaving is scaled until the "
            "12-month survival of the customers alive today rises by five points. Contracts: each renewal is five points "
            "likelier."
        ),
    ),
    "equity_interval": Definition(
        N_("80% interval of equity"),
        N_(
            "In 80 of 100 cases what comes lies between these two: 200 draws of the models' parameters, and what single "
            "customers do by chance. Not in it: a model that is wrong altogether; the audit line watches that."
        ),
    ),
    "equity_levers": Definition(
        N_("Levers"),
        N_(
            "Each lever alone, computed on these data. Retention as defined below, margin as a share of revenue, the yearly "
            "discount rate, and the acquisition cost by five per cent of itself."
        ),
    ),
    "equity_audit": Definition(
        N_("Audit"),
        N_(
            "Value found less value expected, over all customers known at the opening, the lapsed too. If the model is "
            "right it is near zero; its standard error is that of chance among customers."
        ),
    ),
    "outlook_base_1": Definition(
        N_("Base in 12 months"),
        N_(
            "Forecast base: cohorts by age at the loss rates of the last three years, at the level and season of the last "
            "one, with its trend where that erred less; or a naive forecast where that one erred less."
        ),
    ),
    "outlook_base_2": Definition(
        N_("Base in 24 months"), N_("The same forecast two years ahead; its interval is wider, as past errors were.")
    ),
    "outlook_acquired": Definition(
        N_("Acquired, next 12 months"),
        N_("Level of the last months times the season; the rule that erred least in the past, naive ones among them."),
    ),
    "outlook_lost": Definition(
        N_("Lost, next 12 months"),
        N_("Customers leaving by the age of their stay. What is to be lost within {lapse} has stopped buying already."),
    ),
    "outlook_won_back": Definition(
        N_("Won back, next 12 months"),
        N_("Returns by the time since the loss, at the level and season of the last year."),
    ),
    "outlook_margin": Definition(
        N_("{Value}, next 12 months"),
        N_(
            "{Value} of customers in the month acquired and of the base on average, at the level, season and, where that "
            "erred less, trend of the last year. Not discounted."
        ),
    ),
    "outlook_interval": Definition(
        N_("80% interval of a forecast"),
        N_(
            "As wide as the past errors of the same procedure at the same distance: four of five were within it. Sums "
            "over a year add the ends of the periods, which is on the wide side."
        ),
    ),
    "outlook_error": Definition(
        N_("Past error"),
        N_(
            "Mean absolute error of forecasts made at past period ends with what was known then, as a share of the base "
            "forecast, or of the flow of the year before. The method, too, was chosen by what was known then."
        ),
    ),
    "outlook_levers": Definition(
        N_("Levers"),
        N_(
            "Changes against the course from the next period on. Opening + acquired + won back − lost = closing in each "
            "scenario. In a shop a saved customer shows {lapse} later: losses until then are decided already."
        ),
    ),
    "outlook_equity": Definition(
        N_("Equity of the base to come"),
        N_(
            "Base then × today's {horizon} value of a customer of the base; a scenario changes it as its 12-month retention "
            "and margin do. Not the value of customers still to come."
        ),
    ),
    "interval_km": Definition(
        N_("80% and 95% intervals"),
        N_(
            "How far chance among this many customers moves the curve (Kaplan–Meier, log-log limits); not how "
            "the future will be."
        ),
    ),
    "match_probability": Definition(
        N_("Probability of one person"),
        N_("Chance that two customer ids are one person, given how their personal fields agree and differ."),
    ),
    "match_weight": Definition(
        N_("Match weight"),
        N_(
            "Sum over the fields of log2(how often the agreement is seen in pairs of one person ÷ in pairs of two), and "
            "the prior chance; a common name says less than a rare one."
        ),
    ),
    "match_compared": Definition(
        N_("Ids compared"), N_("Customer ids with a row of personal fields, each compared with every likely other.")
    ),
    "match_sure": Definition(
        N_("Sure pairs"), N_("Undecided pairs of customer ids that are one person with a probability of 95% or more.")
    ),
    "match_doubtful": Definition(
        N_("Doubtful pairs"), N_("Undecided pairs of customer ids with a probability between 5% and 95%.")
    ),
    "match_merged": Definition(
        N_("Ids merged"), N_("Customer ids that go into another one in this build, by decisions that are in force.")
    ),
}

# What a figure means where a firm gives no customers, but counts that it publishes.
OF_PUBLISHED_FIGURES = {
    "outlook_levers": N_(
        "Changes against the course from the next period on. Opening + acquired − lost = closing in each scenario."
    ),
    "base": N_("Customers as the firm counts and publishes them, at the end of the period."),
    "acquired": N_("New customers as published (gross additions), or as they follow from the other figures."),
    "lost": N_("Opening base + acquired − closing base of the published figures: all who left, whenever they came."),
    "loss_rate": N_("Lost in the period ÷ opening base; published figures do not tell who left of the opening base."),
}


def name_of(code: str) -> str:
    """Name of a figure in the reader's language."""
    return _(DEFINITIONS[code].name).format(**_settings())


def meaning_of(code: str) -> str:
    """Definition of a figure in the reader's language, with the settings of this build."""
    meaning = DEFINITIONS[code].meaning
    if code in OF_PUBLISHED_FIGURES and warehouse.build_info().lines == "disclosure":
        meaning = OF_PUBLISHED_FIGURES[code]
    return _(meaning).format(**_settings())


def value_word(*, capital: bool = False) -> str:
    """What money means in this warehouse: margin where margins were given, else revenue; never profit."""
    is_margin = warehouse.build_info().value_kind == "margin"
    if capital:
        return _("Margin") if is_margin else _("Revenue")
    return _("margin") if is_margin else _("revenue")


def _settings() -> dict[str, str]:
    """The settings of this build in words, asked for with every figure and column."""
    return _settings_of(str(warehouse.chosen().path), language())


@lru_cache(maxsize=128)
def _settings_of(_path: str, _language: str) -> dict[str, str]:
    info = warehouse.build_info()
    return {
        "lapse": formats.days(info.lapse_days),
        "horizon": formats.months(info.horizon_months),
        "discount": formats.percent(info.discount_rate, 0),
        "risk": formats.days(info.risk_days),
        "value": value_word(),
        "Value": value_word(capital=True),
    }
