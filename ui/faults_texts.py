"""The ten faults of customer management: name, what it is, and what to ask where data cannot tell."""

from dataclasses import dataclass

from ui.i18n import N_


@dataclass(frozen=True)
class Fault:
    """name; meaning: what the fault is; question: what somebody who knows the firm asks to judge it by hand."""

    name: str
    meaning: str
    question: str


FAULTS = {
    "complacency": Fault(
        N_("Complacency while business is good"),
        N_("New customers pour in, so nobody counts those who leave."),
        N_("Does a report on customers who left reach the management every month?"),
    ),
    "small_customers": Fault(
        N_("Thinking small of customers"),
        N_("Each is taken for a single sale; the most valuable are kept no better than the others."),
        N_("Can the people who serve a customer see what that customer is worth over the years?"),
    ),
    "promotions": Fault(
        N_("Short-sighted promotions"),
        N_("Promotions bring customers who come for the price and leave with it."),
        N_("Is a promotion judged by what its customers buy in the year after?"),
    ),
    "product_only": Fault(
        N_("Skilled in products, not in customers"),
        N_("Everybody knows the product's figures, nobody those of the customers."),
        N_("Which figure about customers does the management have to reach this year, and who trained for it?"),
    ),
    "progress": Fault(
        N_("Blind to customers' progress"),
        N_("Customers grow and decline; the firm treats them as on their first day."),
        N_("What changes for a customer who buys twice as much as last year, or half as much?"),
    ),
    "no_owner": Fault(
        N_("Nobody owns the customer"),
        N_("Sales, service and marketing each hold a part, and nobody answers for the whole."),
        N_("Who loses a bonus when customers leave?"),
    ),
    "satisfaction_only": Fault(
        N_("Satisfaction as the only target"),
        N_("The score in the survey is high, and the satisfied leave all the same."),
        N_("Is staying measured beside the answers in the survey?"),
    ),
    "vip_gifts": Fault(
        N_("Gifts for the wrong hands"),
        N_("Gifts meant for the most valuable go to insiders and free riders."),
        N_("Could you list who received the last gifts, and what each of them bought since?"),
    ),
    "no_information": Fault(
        N_("No care for customer information"),
        N_("Customers are entered twice, or cannot be reached; nobody keeps the data."),
        N_("Who corrects a wrong telephone number, and within how many days?"),
    ),
    "clubs": Fault(
        N_("Clubs that burn money"),
        N_("A club costs every year, and its members leave like everybody else."),
        N_("What would the club's members do if it closed, and how do you know?"),
    ),
}
VERDICTS = {"found": N_("found"), "signs": N_("signs of it"), "clear": N_("not found"), "": N_("not judged yet")}
COLOURS = {"found": "red", "signs": "orange", "clear": "green", "": "gray"}
ICONS = {
    "found": ":material/error:",
    "signs": ":material/warning:",
    "clear": ":material/check_circle:",
    "": ":material/help:",
}
