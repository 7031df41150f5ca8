"""What is checked of each field beyond being readable: declared here once, counted by `data.quality` in one statement.

Conditions are fixed SQL over the columns of `parsed_<table>`, and over what `sql/staging/quality_<table>.sql` adds to them;
`today` and `as_of` are those of `setting`. A condition that is NULL for a row says that the row cannot be judged.
"""

# {(table, field): what a value must be to be valid}; days and amounts have the rules of their kind where none stands here.
VALID = {
    ("transaction", "customer_id"): "not coalesce(reason in ('customer_nobody', 'customer_rounded'), false)",
    ("transaction", "ordered_at"): "not coalesce(starts_with(reason, 'date_'), false)",
    ("customer", "email"): r"regexp_full_match(trim(email), '[^@\s]+@[^@\s]+\.[^@\s.]+')",
    ("customer", "phone"): "length(regexp_replace(phone, '[^0-9]', '', 'g')) between 7 and 15",
    ("customer", "birth_date"): "birth_date between date '1900-01-01' and as_of",
    ("contract", "margin_rate"): "margin_rate between 0 and 1",
    ("contract", "monthly_fee"): "monthly_fee between 0 and 100000000000",
    ("contract", "term_months"): "term_months between 0 and 1200",
    ("subscriber", "monthly_fee"): "monthly_fee between 0 and 100000000000",
    ("subscriber", "tenure_months"): "tenure_months between 0 and 1200",
}
OF_KIND = {
    "moment": "$field >= date '1900-01-02' and $field < today + 1",
    "day": "$field >= date '1900-01-02' and $field <= today",
    "ahead": "$field >= date '1900-01-02' and $field < date '9000-01-01'",
    "money": "abs($field) <= 100000000000",
    "number": "isfinite($field)",
}
# Days that may lie ahead: ends agreed, plans, events.
MAY_LIE_AHEAD = frozenset({"ends_on", "expires_on", "period", "event_on", "ended_on", "started_on"})

# Days that say nothing of how new the data are.
NO_AGE = frozenset({"birth_date", "ends_on", "expires_on"})

# {(table, field at which it is told): what tells a row from every other of its file, NULL where the row does not name it}
UNIQUE = {
    (
        "transaction",
        "order_id",
    ): "case when order_id is not null and product_id is not null then hash(order_id, product_id) end",
    ("customer", "customer_id"): "customer_id",
    ("contract", "contract_id"): "contract_id",
    ("subscriber", "customer_id"): "customer_id",
    ("campaign", "campaign_id"): "campaign_id",
    ("trial", "trial_id"): "trial_id",
    ("membership", "customer_id"): "customer_id",
}

# {(table, field): what must agree with another field or another table}
AGREES = {
    ("transaction", "customer_id"): "is_known",
    ("transaction", "amount"): "case when reason is null then abs(amount - amount_by_price) <= 0.01 end",
    (
        "transaction",
        "quantity",
    ): "case when reason is null and quantity <> 0 and amount <> 0 then (quantity > 0) = (amount > 0) end",
    ("customer", "customer_id"): "is_known",
    ("customer", "joined_on"): "joined_on <= first_on",
    ("customer", "birth_date"): "birth_date <= joined_on",
    ("contract", "customer_id"): "is_known",
    ("contract", "ends_on"): "started_on <= ends_on",
    ("contract", "ended_on"): "started_on <= ended_on",
    ("campaign", "ended_on"): "started_on <= ended_on",
    ("trial", "ends_on"): "started_on <= ends_on",
    ("trial", "converted_on"): "started_on <= converted_on",
    ("membership", "expires_on"): "since_on <= expires_on",
    ("service", "resolved_on"): "opened_on <= resolved_on",
}

# Fields whose emptiness says something of the customer and is no gap in the data.
EMPTY_BY_NATURE = frozenset(
    {
        "promotion",
        "refund",
        "discount",
        "ended_on",
        "ends_on",
        "converted_on",
        "active_days",
        "rating",
        "rating_on",
        "referrals",
    }
    | {"decline_reason", "resolved_on", "margin_rate", "service_cost", "cost_to_serve", "person_id", "offer"}
)

# How the reasons begin that a field has for turning a row away; elsewhere they begin with the field's name.
REASONS = {
    ("transaction", "customer_id"): "customer_",
    ("transaction", "ordered_at"): "date_",
    ("transaction", "amount"): "amount_|price_",
    ("transaction", "quantity"): "quantity_",
    ("transaction", "refund"): "refund_",
    ("contract", "ends_on"): "ends_on_|ends_before_start",
}
# Reasons of purchases whose field holds something that cannot be read.
UNREADABLE = {
    "ordered_at": "date_unreadable",
    "amount": "amount_unreadable",
    "quantity": "quantity_unreadable",
    "refund": "refund_unreadable",
}
