"""Short texts by code: reasons, rules and actions of the data check, models, formats. Codes come from the warehouse."""

from ui.i18n import N_, _

REASONS = {
    "date_missing": N_("No date"),
    "date_unreadable": N_("Date cannot be read"),
    "date_out_of_range": N_("Date before 1900"),
    "date_in_future": N_("Date in the future"),
    "after_as_of": N_("Later than the as-of date"),
    "customer_missing": N_("No customer"),
    "quantity_unreadable": N_("Quantity cannot be read"),
    "price_negative": N_("Negative unit price"),
    "amount_missing": N_("No amount"),
    "amount_unreadable": N_("Amount cannot be read"),
    "amount_out_of_range": N_("Amount beyond 100 billion"),
    "row_broken": N_("Row does not fit its header"),
    "started_on_missing": N_("No start date"),
    "tenure_months_missing": N_("No length of the stay"),
    "tenure_months_unreadable": N_("Length of the stay cannot be read"),
    "tenure_months_out_of_range": N_("Length of the stay below zero or beyond 100 years"),
    "has_left_missing": N_("Not said whether the customer has left"),
    "has_left_unreadable": N_("Whether the customer has left cannot be read"),
    "monthly_fee_missing": N_("No monthly fee"),
    "total_row": N_("Line of totals, no purchase"),
    "date_placeholder": N_("Date is a placeholder (1900-01-01, 1970-01-01)"),
    "customer_rounded": N_("Customer id rounded by a spreadsheet (1.38E+10)"),
    "started_on_unreadable": N_("Start date cannot be read"),
    "started_on_out_of_range": N_("Start date is no real day"),
    "ends_on_unreadable": N_("End date cannot be read"),
    "ended_on_unreadable": N_("Day of leaving cannot be read"),
    "ends_before_start": N_("Ends before it starts"),
    "monthly_fee_unreadable": N_("Monthly fee cannot be read"),
    "monthly_fee_out_of_range": N_("Monthly fee below zero or beyond 100 billion"),
    "margin_rate_unreadable": N_("Margin rate cannot be read"),
    "margin_rate_out_of_range": N_("Margin rate not between 0 and 1"),
    "period_missing": N_("No period"),
    "period_unreadable": N_("Period cannot be read"),
    "period_repeated": N_("Period given before"),
    "nothing_disclosed": N_("No figure for the period"),
    "count_negative": N_("Number of customers below zero"),
    "customer_nobody": N_("Customer stands for anybody (guest, walk-in, unknown, test)"),
    "not_bought": N_("No purchase by its status (cancelled, unpaid, refunded, lost, viewed)"),
    "refund_unreadable": N_("Refund cannot be read"),
    "delivered_twice": N_("The same row came with an earlier file"),
}
RULES = {
    "return": N_("Cancellations and returns"),
    "amount_in_cents": N_("Amounts delivered in cents, counted in whole units"),
    "amount_in_thousands": N_("Amounts delivered in thousands or millions, counted in whole units"),
    "discount_deducted": N_("Discounts in a column of their own, taken off quantity × price"),
    "refund_deducted": N_("Refunds in a column of their own, taken off the amount"),
    "zero_amount": N_("Purchases with amount zero"),
    "service_code": N_("Codes that are no product (postage, fees)"),
    "case_differs": N_("Product codes that differ in case only"),
    "return_without_purchase": N_("Returns of customers without a purchase"),
    "duplicate_row": N_("Exact duplicates of another row"),
    "dates_by_tenure": N_("Contracts dated by the length of the stay"),
    "day_order_assumed": N_("Dates whose day and month could be swapped"),
    "amount_differs_from_price": N_("Amount is not quantity × unit price"),
    "sign_differs_from_quantity": N_("Negative quantity with a positive amount"),
    "margin_missing": N_("No margin in the row"),
    "margin_unreadable": N_("Margin cannot be read"),
    "value_unreadable": N_("Other value that cannot be read"),
    "customer_repeated": N_("Further rows of a customer who is listed already"),
    "customer_merged": N_("Customer ids merged into another one"),
    "same_person_number": N_("Customer ids with the same number of the person as another one"),
}
ACTIONS = {
    "rejected": N_("turned away"),
    "netted": N_("kept, reduces value"),
    "kept": N_("kept, counted here"),
    "filled": N_("filled in"),
    "folded": N_("folded"),
}
MODELS = {
    "actual": N_("Bought"),
    "bg_nbd": N_("BG/NBD"),
    "mbg_nbd": N_("MBG/NBD"),
    "pareto_nbd": N_("Pareto/NBD"),
    "bg_nbd_36m": N_("BG/NBD (customers of the last 36 months)"),
    "bg_nbd_24m": N_("BG/NBD (customers of the last 24 months)"),
    "mbg_nbd_36m": N_("MBG/NBD (customers of the last 36 months)"),
    "mbg_nbd_24m": N_("MBG/NBD (customers of the last 24 months)"),
    "pareto_nbd_36m": N_("Pareto/NBD (customers of the last 36 months)"),
    "pareto_nbd_24m": N_("Pareto/NBD (customers of the last 24 months)"),
    "bg_bb": N_("BG/BB (fixed occasions)"),
    "bg_bb_36m": N_("BG/BB (customers of the last 36 months)"),
    "bg_bb_24m": N_("BG/BB (customers of the last 24 months)"),
    "sbg": N_("sBG (contracts)"),
    "bdw": N_("BdW (contracts)"),
    "constant_renewal": N_("Constant renewal rate (naive)"),
    "gamma_gamma": N_("Gamma–Gamma"),
    "naive_before": N_("Naive: as before"),
    "naive": N_("Naive"),
    "zero": N_("Zero: nobody buys"),
}
TABLES = {
    "transaction": N_("Transactions"),
    "customer": N_("Customer records"),
    "contract": N_("Contracts"),
    "subscriber": N_("List of contracts as of one day"),
    "disclosure": N_("Disclosures"),
    "campaign": N_("Campaigns"),
    "contact": N_("Contacts"),
    "consent": N_("Consents"),
    "trial": N_("Trials"),
    "membership": N_("Memberships"),
    "survey": N_("Surveys"),
    "service": N_("Service cases"),
    "spend": N_("Spending"),
    "plan": N_("Plan"),
    "event": N_("Events"),
}
FIELDS_HOW = {
    "name": N_("recognised by its name"),
    "similar": N_("recognised by a similar name"),
    "content": N_("recognised by its content"),
    "remembered": N_("as in the last delivery"),
    "given": N_("named by you"),
    "unused": N_("not used"),
}
SOURCES = {
    "data": N_("from the data (90% rule)"),
    "chosen": N_("chosen for this build"),
    "default": N_("default: too few repeat purchases"),
}
MARGIN_SOURCES = {
    "row": N_("margin or cost in each row"),
    "rate": N_("one margin rate"),
    "none": N_("none: revenue is shown"),
}
LINES = {
    "shop": N_("shop"),
    "contract": N_("contract"),
    "both": N_("shop and contract"),
    "disclosure": N_("published figures"),
}


def text_of(texts: dict[str, str], code: str | None) -> str:
    """Text of a code; the code itself, in words, when it is newer than this list."""
    if not code:
        return ""
    return _(texts[code]) if code in texts else str(code).replace("_", " ")
