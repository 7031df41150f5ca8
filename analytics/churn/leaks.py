"""Tell a feature that cannot be true: one that knows the answer all by itself has seen it."""

import numpy as np

from analytics.churn.metrics import roc_auc

IMPLAUSIBLE_AUC = 0.98  # of one feature alone, in either direction


def implausible_features(matrix, leaves):
    """{column: AUC} of features that alone tell leavers from stayers better than IMPLAUSIBLE_AUC.

    matrix : as from `features.matrix`; leaves : bool, one a row. Missing values count as a value of their own below all
    others. A real warning sign overlaps; one that does not was written after the customer had left, or because of it.
    """
    found = {}
    for name in matrix.columns:
        values = matrix[name].to_numpy("float64")
        auc = roc_auc(np.asarray(leaves, dtype=bool), np.where(np.isnan(values), -np.inf, values))
        strongest = max(auc, 1 - auc)
        if strongest > IMPLAUSIBLE_AUC:
            found[name] = strongest
    return found
