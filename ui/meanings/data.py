"""What figures mean: the data delivered and one view of each customer."""

from ui.i18n import N_
from ui.meanings.definition import Definition

DEFINITIONS = {
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
