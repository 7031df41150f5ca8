"""What learns: logistic regression, boosted trees and two plain baselines, each with chances calibrated on a later day.

Settings go to the constructor, `fit` learns, learned values end in an underscore. scikit-learn is imported here only.
"""

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

BASELINES = {
    "gap_baseline": ("gap_ratio", "under_contract", "renewal_due"),
    "p_alive_baseline": ("quiet_logit", "under_contract", "renewal_due"),
}
CANDIDATES = ("logistic", "boosting", *BASELINES)
SEED = 20_260
LARGEST_LOGIT = 13.8  # of a chance of one in a million


class Learner:
    """One candidate: `fit` on a matrix and labels, `calibrate` on later ones, `chance` for any rows.

    code : one of CANDIDATES. Baselines are a logistic curve through one sign, and whether a renewal is due.
    """

    def __init__(self, code):
        self.code = code

    def fit(self, matrix, leaves):
        """Learn from rows of `features.matrix` (float64, NaN allowed) and bool labels; returns self."""
        self.names_ = features_of(self.code, matrix)
        if not self.names_:
            raise ValueError(f"{self.code}: no feature differs between customers")
        rows = matrix[self.names_]
        self.usual_ = rows.median().fillna(0.0)
        filled = rows.fillna(self.usual_)
        self.centre_, self.spread_ = filled.mean(), filled.std().replace(0.0, 1.0)
        model = _boosting() if self.code == "boosting" else _logistic()
        with threadpool_limits(limits=1):
            self.model_ = model.fit(self._prepared(matrix), np.asarray(leaves, dtype=bool))
        self.slope_, self.shift_ = 1.0, 0.0
        return self

    def calibrate(self, matrix, leaves):
        """Stretch and shift the log odds so that they fit later outcomes (Platt 1999); returns self.

        A slope that is not positive says that the order was wrong: then the learner's own chances stay.
        """
        raw = self._raw(matrix)
        line = LogisticRegression(C=1e6).fit(raw[:, None], np.asarray(leaves, dtype=bool))
        if line.coef_[0, 0] > 0:
            self.slope_, self.shift_ = float(line.coef_[0, 0]), float(line.intercept_[0])
        return self

    def logit(self, matrix):
        """Calibrated log odds of leaving, float64 of shape (n,)."""
        return np.clip(self.slope_ * self._raw(matrix) + self.shift_, -LARGEST_LOGIT, LARGEST_LOGIT)

    def chance(self, matrix):
        """Calibrated chance of leaving in (0, 1), float64 of shape (n,)."""
        return 1 / (1 + np.exp(-self.logit(matrix)))

    def _raw(self, matrix):
        with threadpool_limits(limits=1):  # threads that wait for one another cost more than they bring on so few rows
            raw = self.model_.decision_function(self._prepared(matrix))
        return np.clip(raw, -LARGEST_LOGIT, LARGEST_LOGIT)

    def _prepared(self, matrix):
        rows = matrix[self.names_]
        if self.code == "boosting":  # trees treat a missing value as a value of its own
            return rows.to_numpy("float32")
        return ((rows.fillna(self.usual_) - self.centre_) / self.spread_).to_numpy("float64")


def features_of(code, matrix):
    """Columns of `matrix` that a candidate learns from: its own, where they differ between customers at all."""
    own = BASELINES.get(code, matrix.columns)
    return [name for name in own if name in matrix.columns and matrix[name].nunique() > 1]


def _logistic():
    return LogisticRegression(C=0.3, max_iter=300)


def _boosting():
    return HistGradientBoostingClassifier(
        learning_rate=0.12, max_iter=60, max_bins=63, max_leaf_nodes=15, min_samples_leaf=60, l2_regularization=1.0,
        early_stopping=False, random_state=SEED,
    )  # fmt: skip


def contributions(learner, matrix, groups, *, usual):
    """What each group of features adds to the log odds of each customer against the usual customer.

    One group at a time is replaced by the `usual` values and the log odds are taken again; the difference is the
    contribution. For logistic regression that is coefficient x deviation; for trees it is a cheap stand-in that leaves
    interactions out. An association, not a cause.
    groups : {group: columns}, as from `features.group_columns`; usual : {column: median over the base}
    Returns a DataFrame with the index of `matrix`, one column a group that the learner uses.
    """
    whole = learner.logit(matrix)
    made = {}
    for group, columns in groups.items():
        used = [name for name in columns if name in learner.names_]
        if used:
            replaced = matrix.assign(**{name: usual[name] for name in used})
            made[group] = whole - learner.logit(replaced)
    return pd.DataFrame(made, index=matrix.index)
