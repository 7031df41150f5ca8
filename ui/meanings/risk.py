"""What figures mean: risk, warnings, grades and segments."""

from ui.i18n import N_
from ui.meanings.definition import Definition

DEFINITIONS = {
    "value_at_risk": Definition(
        N_("Value at risk"),
        N_(
            "Chance of leaving × (value if the customer stays − value if the customer leaves), added over the base. "
            "Leaving means no purchase in the next {risk}. Who buys and has a contract too can leave either: each by its own "
            "chance and its own value, added; the risk of leaving shown is that of leaving both."
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
            "purchase and contract models. It is what leaving altogether would cost; to leave the shop and keep the contract is "
            "not in it, so it lies below the value at risk of the purchase and contract models."
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
}
