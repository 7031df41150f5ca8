"""Names of the contract's fields and kinds of columns in the reader's words."""

from ui.i18n import N_, _

FIELDS = {
    "customer_id": N_("Customer"), "person_id": N_("Number of the person"),
    "ordered_at": N_("Date of purchase"), "amount": N_("Amount"), "quantity": N_("Quantity"),
    "unit_price": N_("Unit price"), "order_id": N_("Order"), "product_id": N_("Product"), "category": N_("Category"),
    "channel": N_("Channel"), "region": N_("Region"), "promotion": N_("Promotion"), "margin": N_("Margin"), "cost": N_("Cost"),
    "discount": N_("Discount"), "refund": N_("Refund"), "status": N_("Status of the order"), "currency": N_("Currency"),
    "service_cost": N_("Cost to serve"), "name": N_("Full name"), "phone": N_("Phone"),
    "email": N_("E-mail"), "birth_date": N_("Date of birth"), "gender": N_("Gender"), "address": N_("Address"),
    "city": N_("City"), "joined_on": N_("Joined on"), "source": N_("Source"), "cost_to_serve": N_("Cost to serve a year"),
    "contract_id": N_("Contract number"), "started_on": N_("Start date"), "ends_on": N_("End date agreed"),
    "ended_on": N_("Ended on"), "plan": N_("Tariff"), "term_months": N_("Term, months"), "monthly_fee": N_("Monthly fee"),
    "tenure_months": N_("Stay so far, months"), "has_left": N_("Has left"), "contract_type": N_("Kind of contract"),
    "total_paid": N_("Paid so far"), "margin_rate": N_("Margin, share"), "period": N_("Period"), "gross_additions": N_("New customers"),
    "losses": N_("Lost customers"), "closing_customers": N_("Customers at the end"),
    "monthly_churn_rate": N_("Monthly churn"), "revenue": N_("Revenue"), "acquisition_cost": N_("Acquisition cost"),
    "campaign_id": N_("Campaign"), "kind": N_("Kind"), "offer": N_("Offer"), "contacted_on": N_("Contacted on"),
    "arm": N_("Test or control"), "delivered": N_("Delivered"), "opened": N_("Message opened"), "responded": N_("Responded"),
    "allowed": N_("Allowed"), "changed_on": N_("Changed on"), "trial_id": N_("Trial"), "converted_on": N_("Converted on"),
    "active_days": N_("Active days"), "rating": N_("Rating"), "rating_on": N_("Rated on"), "referrals": N_("Referrals"),
    "decline_reason": N_("Reason for declining"), "tier": N_("Membership tier"), "qualifying_amount": N_("Qualifying amount"),
    "needed_to_keep": N_("Needed to keep the tier"), "since_on": N_("Since"), "expires_on": N_("Expires on"),
    "surveyed_on": N_("Surveyed on"), "satisfaction": N_("Satisfaction"), "expectation": N_("Expectation"),
    "experience": N_("Experience"), "loyalty": N_("Loyalty"), "recommend": N_("Recommendation"),
    "opened_on": N_("Opened on"), "resolved_on": N_("Resolved on"), "severity": N_("Severity"), "medium": N_("Medium"),
    "impressions": N_("Impressions"), "measure": N_("Measure"), "target": N_("Target"), "event_on": N_("Day of the event"),
    "label": N_("Event"),
}  # fmt: skip
KINDS = {
    "day": N_("days"),
    "serial": N_("days as numbers"),
    "money": N_("money"),
    "number": N_("numbers"),
    "whole": N_("whole numbers"),
    "email": N_("e-mail"),
    "phone": N_("phone"),
    "flag": N_("yes or no"),
    "text": N_("text"),
    "empty": N_("empty"),
}
HOW = {
    "name": N_("its name"),
    "similar": N_("a similar name"),
    "content": N_("its content"),
    "remembered": N_("the last delivery"),
    "given": N_("your choice"),
}


def field_name(code: str) -> str:
    """A field in words; its code in words where it is newer than this list."""
    return _(FIELDS[code]) if code in FIELDS else code.replace("_", " ")
