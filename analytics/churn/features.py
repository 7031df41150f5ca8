"""The features a warning may learn from, grouped as a business would name them, and the matrix made of them.

Left out on purpose: whether somebody is a member (the table is delivered as it stands today, so that of a former day is
not known), when a contract ends or ended, and how a contact was answered: all of it is known only later.
"""

import numpy as np
import pandas as pd

# Group -> columns of the feature table; reasons are given by group.
GROUPS = {
    "silence": ("gap_ratio", "last_gap_days", "purchase_days_3m", "recent_share"),
    "rhythm": ("usual_gap_days", "frequency", "purchase_days_12m"),
    "tenure": ("tenure_days",),
    "spend": ("past_12m_value", "spend_per_purchase"),
    "breadth": ("categories",),
    "channel_mix": ("channels",),
    "promotion": ("promotion_share",),
    "returns": ("return_share",),
    "contacts": ("contacts_12m",),
    "service": ("service_cases_12m", "open_cases"),
    "complaints": ("complaints_12m",),
    "satisfaction": ("satisfaction",),
    "renewal": (
        "renewal_due", "months_to_renewal", "term_months", "contract_months", "renewals_made", "monthly_margin",
        "under_contract", "has_shop",
    ),
    "first_channel": ("first_channel",),
    "first_region": ("first_region",),
    "first_category": ("first_category",),
}  # fmt: skip
# The column whose value a reason states.
STATED = {group: columns[0] for group, columns in GROUPS.items()} | {"renewal": "months_to_renewal"}
NAMED = ("first_channel", "first_region", "first_category")
AS_THEY_ARE = {
    "recent_share", "promotion_share", "return_share", "satisfaction", "renewal_due", "under_contract", "has_shop",
}  # fmt: skip
KNOWN_LATER = frozenset(
    (
        "is_member",
        "ends_on",
        "ended_on",
        "gone_on",
        "lost_on",
        "left_on",
        "opened",
        "responded",
        "converted_on",
        "leaves",
    )
)
DAYS_PER_MONTH = 365.25 / 12


def check_known_then(names):
    """Raise ValueError when a name is one of what is known only after the day of the features."""
    late = sorted(set(names) & KNOWN_LATER)
    if late:
        raise ValueError(f"known only later, so never a feature: {', '.join(late)}")


def with_renewal_due(features, *, risk_days):
    """A copy with `renewal_due`: 1 where a running contract comes up for renewal within `risk_days`, else 0."""
    due = features["months_to_renewal"] * DAYS_PER_MONTH <= risk_days
    return features.assign(renewal_due=due.astype("float64"))


def matrix(features, *, levels=None):
    """(matrix, levels): numeric features, long-tailed ones as signed logarithms, named ones as 0/1 columns.

    features : rows of the feature table, with `renewal_due`
    levels : {column: values} of an earlier call, so that other rows get the same columns; None takes those found
    Returns a float64 DataFrame with the index of `features`; NaN stays where a customer has no such fact.
    """
    numeric = [name for columns in GROUPS.values() for name in columns if name not in NAMED]
    check_known_then([*numeric, *NAMED])
    columns = {}
    for name in numeric:
        values = features[name].astype("float64")
        columns[name] = values if name in AS_THEY_ARE else np.sign(values) * np.log1p(values.abs())
    if levels is None:
        levels = {name: sorted(features[name].dropna().unique()) for name in NAMED}
        levels = {name: values for name, values in levels.items() if len(values) > 1}
    for name, values in levels.items():
        for value in values:
            columns[f"{name}={value}"] = (features[name] == value).astype("float64")
    return pd.DataFrame(columns, index=features.index), levels


def group_columns(names):
    """{group: columns of the matrix that belong to it}, groups without any left out."""
    return {
        group: found
        for group, columns in GROUPS.items()
        if (found := [name for name in names if name.split("=")[0] in columns])
    }
