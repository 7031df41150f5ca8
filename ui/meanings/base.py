"""What figures mean: the customer base, its flows and stays."""

from ui.i18n import N_
from ui.meanings.definition import Definition

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
    "interval_km": Definition(
        N_("80% and 95% intervals"),
        N_(
            "How far chance among this many customers moves the curve (Kaplan–Meier, log-log limits); not how "
            "the future will be."
        ),
    ),
}
