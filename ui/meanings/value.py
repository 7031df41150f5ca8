"""What figures mean: value, equity and what models expect."""

from ui.i18n import N_
from ui.meanings.definition import Definition

DEFINITIONS = {
    "revenue": Definition(N_("Revenue"), N_("Revenue of the period, returns netted. No margin was given.")),
    "margin": Definition(N_("Margin"), N_("Margin of the period, returns netted.")),
    "value_36m": Definition(
        N_("Value, {horizon}"),
        N_(
            "Customer lifetime value over {horizon}: expected {value} from future purchases of today's customers, "
            "discounted at {discount} a year, mid-period."
        ),
    ),
    "value_if_all_stay": Definition(
        N_("Worth if all stay"),
        N_(
            "Expected value over {horizon} + value at risk: what these customers would be worth if none left in the "
            "next {risk}. The expected value alone holds the leaving already, so value at risk can exceed it."
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
            "customers differ. On simulated customers such intervals held in 79 of 100 cases."
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
            "customers do by chance. On simulated customers such intervals held in 80 of 100 cases for the total, in 81 to 83 "
            "for segments. Not in it: a model that is wrong altogether; the audit line watches that."
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
}
