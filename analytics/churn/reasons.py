"""The main reasons of each customer, and of each cell of value x risk, from the contributions of feature groups."""

import numpy as np
import pandas as pd

from analytics.churn.features import NAMED, STATED

TOP = 3
LEAST_CONTRIBUTION = 0.1  # log odds; less moves a chance of one half by two and a half points at most


def top_reasons(contributions, features, *, usual):
    """DataFrame customer_key, position (1 first), reason, value, usual, contribution: what raises the risk most.

    contributions : columns are groups, rows as those of `features`, which has customer_key and the stated columns
    usual : {stated column: median over the base}
    value, usual : the customer's figure behind the reason and that median; NaN for a named one (a channel)
    """
    order = np.argsort(-_sayable(contributions, features), axis=1, kind="stable")[:, :TOP]
    names = np.array(contributions.columns)
    keys = features["customer_key"].to_numpy()
    parts = []
    for place in range(order.shape[1]):
        chosen = order[:, place]
        table = pd.DataFrame(
            {
                "customer_key": keys,
                "position": place + 1,
                "reason": names[chosen],
                "contribution": contributions.to_numpy()[np.arange(len(keys)), chosen],
            }
        )
        parts.append(_with_values(table, features, usual))
    every = pd.concat(parts, ignore_index=True)
    return every[every["contribution"] >= LEAST_CONTRIBUTION].reset_index(drop=True)


def _sayable(contributions, features):
    """Contributions as an array; minus infinity where the customer has no figure that the reason could state."""
    added = contributions.to_numpy(copy=True)
    for place, reason in enumerate(contributions.columns):
        if reason not in NAMED:
            added[features[STATED[reason]].isna().to_numpy(), place] = -np.inf
    return added


def usual_of(matrix):
    """{column: its median}, or no value where most have none: the usual customer of a shop has no contract."""
    return matrix.median().where(matrix.notna().mean() >= 0.5)


def _with_values(table, features, medians):
    value, usual = np.full(len(table), np.nan), np.full(len(table), np.nan)
    for reason in table["reason"].unique():
        if reason in NAMED:
            continue
        column = features[STATED[reason]].astype("float64")
        rows = (table["reason"] == reason).to_numpy()
        value[rows], usual[rows] = column.to_numpy()[rows], medians[STATED[reason]]
    return table.assign(value=value, usual=usual)[
        ["customer_key", "position", "reason", "value", "usual", "contribution"]
    ]
