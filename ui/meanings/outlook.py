"""What figures mean: the look forward."""

from ui.i18n import N_
from ui.meanings.definition import Definition

DEFINITIONS = {
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
}
