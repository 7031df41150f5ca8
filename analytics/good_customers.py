"""What good customers have in common on the day they are won: a shallow tree, checked on customers won later.

Good: among the `GOOD_SHARE` with the highest margin of the twelve months after the first day. The tree sees the first day
alone. Only the build imports this module: scikit-learn takes a second to load.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeClassifier

GOOD_SHARE = 0.2
DEPTH = 3
LATER_SHARE = 1 / 3  # of the customers, those won last, on whom the rules are checked
FEWEST = 300  # customers to learn from, and half as many to check on
MOST_ROWS = 200_000  # evenly spaced; a tree of depth 3 learns no more from more
NUMBERS = ("first_amount", "categories", "used_promotion")
NAMES = ("first_channel", "first_region", "first_category")
UNKNOWN = ("(none)",)


@dataclass(frozen=True)
class Common:
    """rules : one row a leaf and condition (rule, field, op, value, and the leaf's counts); empty when refused.

    refused : code of why nothing is said, "" otherwise: too_few_customers, nobody_is_better
    """

    rules: pd.DataFrame
    refused: str


COLUMNS = ["rule", "field", "op", "value", "customers", "good", "later_customers", "later_good", "all_good", "all_later_good"]  # fmt: skip


def in_common(people: pd.DataFrame) -> Common:
    """Rules of the leaves, the best first.

    people : `acquired_person`, ordered by the first day. all_good, all_later_good : shares of good ones among all, then
        and later. op : is, is_not, at_most, above
    """
    rows = people.iloc[:: max(1, -(-len(people) // MOST_ROWS))].reset_index(drop=True)
    later = np.arange(len(rows)) >= round(len(rows) * (1 - LATER_SHARE))
    if (~later).sum() < FEWEST or later.sum() < FEWEST / 2:
        return Common(pd.DataFrame(columns=COLUMNS), "too_few_customers")
    good = _good(rows["later_margin"].to_numpy(float), later)
    seen = _features(rows)
    if seen.shape[1] == 0 or not 0 < good[~later].mean() < 1:
        return Common(pd.DataFrame(columns=COLUMNS), "nobody_is_better")
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=max(50, int((~later).sum() * 0.03)), random_state=0)
    tree.fit(seen[~later], good[~later])
    leaf = tree.apply(seen)
    rules = [
        {
            "rule": number, **condition,
            "customers": int((leaf[~later] == node).sum()), "good": int(good[~later][leaf[~later] == node].sum()),
            "later_customers": int((leaf[later] == node).sum()), "later_good": int(good[later][leaf[later] == node].sum()),
            "all_good": float(good[~later].mean()), "all_later_good": float(good[later].mean()),
        }
        for number, node in enumerate(_best_first(leaf[~later], good[~later]), start=1)
        for condition in _conditions(tree.tree_, node, list(seen.columns))
    ]  # fmt: skip
    return Common(pd.DataFrame(rules, columns=COLUMNS), "" if rules else "nobody_is_better")


def _good(margin: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Above the cut of the earlier customers; the same amount counts for the later ones. A margin of zero is never good."""
    cut = max(float(np.quantile(margin[~later], 1 - GOOD_SHARE)), 0.0)
    return margin > cut


def _features(rows: pd.DataFrame) -> pd.DataFrame:
    """Numbers that differ, and one column a value of each dimension that is known: `field=value`."""
    parts = {name: rows[name].astype(float) for name in NUMBERS if rows[name].nunique() > 1}
    for name in NAMES:
        for value in sorted(set(rows[name]) - set(UNKNOWN)):
            is_it = rows[name] == value
            if 0 < is_it.sum() < len(rows):
                parts[f"{name}={value}"] = is_it.astype(float)
    return pd.DataFrame(parts, index=rows.index)


def _best_first(leaf: np.ndarray, good: np.ndarray) -> list[int]:
    shares = pd.Series(good).groupby(leaf).mean().sort_values(ascending=False, kind="stable")
    return [int(node) for node in shares.index]


def _conditions(tree, node: int, names: list[str]) -> list[dict]:
    """The conditions on the way to a leaf; of two bounds on one side of a number only the closer one."""
    found: dict[tuple[str, str], object] = {}
    while node:
        above = int(np.flatnonzero((tree.children_left == node) | (tree.children_right == node))[0])
        is_left = tree.children_left[above] == node
        field, _, value = names[tree.feature[above]].partition("=")
        if value:
            found.setdefault((f"{field}={value}", "is_not" if is_left else "is"), value)
        else:
            found.setdefault((field, "at_most" if is_left else "above"), float(tree.threshold[above]))
        node = above
    settled = {
        key.partition("=")[0] for key, op in found if op == "is"
    }  # "is not" another value says nothing more then
    return [
        {"field": key.partition("=")[0], "op": op, "value": str(value)}
        for (key, op), value in reversed(found.items())
        if not (op == "is_not" and key.partition("=")[0] in settled)
    ]
